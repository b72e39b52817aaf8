async function tearDown() {
  await globalThis.mortiseChromium?.stop();
}

export { tearDown as default };
