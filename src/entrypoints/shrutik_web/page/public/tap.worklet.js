/** Runs in the audio thread: hands each piece of sound on as it comes. */
registerProcessor(
  "tap",
  class extends AudioWorkletProcessor {
    process([input]) {
      const samples = input[0];
      if (samples) this.port.postMessage({ samples: samples.slice(), at: currentTime });
      return true;
    }
  },
);
