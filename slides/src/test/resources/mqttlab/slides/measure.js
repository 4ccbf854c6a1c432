// What is wrong with the slide that is shown, as a list of sentences. Sizes are in pixels at 1280 x 720.
const slide = Reveal.getCurrentSlide();
const wrong = [];
const WIDTH = 1280, HEIGHT = 720, LEAST_TEXT = 24, LEAST_CODE = 20;
const shorten = text => text.trim().replace(/\s+/g, ' ').slice(0, 40);
const visible = element => element.getClientRects().length > 0 && getComputedStyle(element).visibility !== 'hidden';
const isNote = element => element.closest('aside.notes');

for (const element of slide.querySelectorAll('*')) {
  if (isNote(element) || !visible(element)) continue;
  const box = element.getBoundingClientRect();
  if (box.right > WIDTH + 1 || box.bottom > HEIGHT + 1 || box.left < -1 || box.top < -1) {
    wrong.push(`${element.tagName.toLowerCase()} "${shorten(element.textContent)}" reaches over the edge: ${Math.round(box.right)} x ${Math.round(box.bottom)}`);
  }
  if (element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0 && getComputedStyle(element).overflowX !== 'visible') {
    wrong.push(`${element.tagName.toLowerCase()} "${shorten(element.textContent)}" is cut off`);
  }
}

// Text over text: what is at the bottom of the flow must end above the line that says where it comes from.
const from = slide.querySelector('.from');
if (from) {
  const top = from.getBoundingClientRect().top;
  for (const block of slide.querySelectorAll('pre, img, table, p, li')) {
    if (isNote(block) || from.contains(block) || !visible(block)) continue;
    if (block.getBoundingClientRect().bottom > top + 1) {
      wrong.push(`${block.tagName.toLowerCase()} "${shorten(block.textContent || block.alt)}" runs into the line below it`);
    }
  }
}

const texts = document.createTreeWalker(slide, NodeFilter.SHOW_TEXT);
while (texts.nextNode()) {
  const parent = texts.currentNode.parentElement;
  if (!texts.currentNode.textContent.trim() || isNote(parent) || !visible(parent)) continue;
  const size = parseFloat(getComputedStyle(parent).fontSize);
  const least = parent.closest('pre, code') ? LEAST_CODE : LEAST_TEXT;
  if (size < least) wrong.push(`"${shorten(texts.currentNode.textContent)}" has ${size} px instead of ${least}`);
}

for (const image of slide.querySelectorAll('img')) {
  if (!image.complete || image.naturalWidth === 0) {
    wrong.push(`the picture ${image.getAttribute('src')} cannot be shown`);
  } else if (image.src.endsWith('.svg')) {
    const request = new XMLHttpRequest();
    request.open('GET', image.src, false);
    request.send();
    const svg = new DOMParser().parseFromString(request.responseText, 'image/svg+xml').documentElement;
    const view = (svg.getAttribute('viewBox') || '').split(/[ ,]+/).map(parseFloat);
    const scale = image.getBoundingClientRect().width / (view.length === 4 ? view[2] : image.naturalWidth);
    for (const text of svg.querySelectorAll('text')) {
      const size = parseFloat(text.getAttribute('font-size')) * scale;
      if (size < LEAST_CODE - 0.5) {
        wrong.push(`"${shorten(text.textContent)}" in the picture ${image.getAttribute('src')} has ${size.toFixed(1)} px instead of ${LEAST_CODE}`);
        break;
      }
    }
  }
}
return wrong;
