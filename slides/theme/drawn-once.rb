# Before asciidoctor-pdf writes a block, it tries it out, to see where it fits. Then, only the size of a picture counts; to draw it
# each time would take most of the time that handouts take.
require 'asciidoctor-pdf'

module DrawnOnce
  def draw
    return super unless prawn.scratch?

    prawn.bounding_box(position, width: sizing.output_width, height: sizing.output_height) do
      # A page on which nothing is written would pass for empty.
      prawn.save_graphics_state {}
    end
  end
end

Prawn::SVG::Renderer.prepend DrawnOnce
