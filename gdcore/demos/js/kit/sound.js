// A run that can be heard: the loss as pitch, and where the ball is as left and right.

import { button } from "./controls.js";

const LOWEST = 110; // hertz
const OCTAVES = 4; // between the lowest tone and the highest

// A button that makes a demo heard while it plays: off until it is pressed, and silent when it pauses.
export function listenButton(demo) {
  let isOn = false;
  let tone = null;
  const listen = button("Listen", () => {
    isOn = !isOn;
    listen.setAttribute("aria-pressed", isOn);
    if (isOn && !demo.playing) demo.play();
    else soundOrStop();
  });
  const soundOrStop = () => {
    if (isOn && demo.playing) {
      tone ??= new Tone();
      tone.sound(demo.measures());
    } else {
      tone?.stop();
      tone = null;
    }
  };
  listen.setAttribute("aria-pressed", false);
  demo.follow(soundOrStop);
  return listen;
}

// Where x lies between two ends: -1 at the left one, 1 at the right one.
export function side(x, [from, to]) {
  return (2 * (x - from)) / (to - from) - 1;
}

class Tone {
  constructor() {
    this.context = new AudioContext();
    this.oscillator = this.context.createOscillator();
    this.gain = this.context.createGain();
    this.pan = this.context.createStereoPanner();
    this.gain.gain.value = 0;
    this.oscillator.connect(this.gain).connect(this.pan).connect(this.context.destination);
    this.oscillator.start();
  }

  // The loss a hundred times the first is the highest tone, and a millionth of it the lowest.
  sound({ loss, side = 0 }) {
    this.first ??= loss || 1;
    const now = this.context.currentTime;
    const share = (Math.log10(loss / this.first) + 6) / 8;
    const height = Math.min(1, Math.max(0, Number.isFinite(share) ? share : loss > 0 ? 1 : 0));
    this.oscillator.frequency.setTargetAtTime(LOWEST * 2 ** (OCTAVES * height), now, 0.02);
    this.pan.pan.setTargetAtTime(Math.min(1, Math.max(-1, side)), now, 0.02);
    this.gain.gain.setTargetAtTime(0.15, now, 0.02);
  }

  stop() {
    this.gain.gain.setTargetAtTime(0, this.context.currentTime, 0.03);
    setTimeout(() => this.context.close(), 300);
  }
}
