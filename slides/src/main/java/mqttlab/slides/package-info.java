/**
 * What the decks show and nobody writes for them: code with a tag around each member, recordings of programs, the names of a
 * demo's steps, and the page that lists the decks. It is made before the decks are converted, from what is in this checkout.
 */
package mqttlab.slides;
