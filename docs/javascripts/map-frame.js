// Starts the map while its page is still being read. The theme writes every relative address anew once it runs,
// which would load the frame a second time; so the frame gets an absolute one, from here.
for (const frame of document.querySelectorAll("iframe.map-canvas:not([src])")) {
  frame.src = new URL(frame.dataset.document, location.href).href;
}
