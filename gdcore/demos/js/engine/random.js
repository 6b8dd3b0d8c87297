// The twin of numpy.random.RandomState, whose streams NumPy will never change: the
// Mersenne Twister MT19937 (Matsumoto & Nishimura 1998), and the draws that use it.

const SIZE = 624;

export class RandomState {
  constructor(seed) {
    this.words = new Uint32Array(SIZE);
    this.words[0] = seed;
    for (let i = 1; i < SIZE; i++) {
      const before = this.words[i - 1];
      this.words[i] = Math.imul(before ^ (before >>> 30), 1812433253) + i;
    }
    this.next = SIZE;
    this.spare = null;
  }

  // 32 random bits.
  bits() {
    if (this.next === SIZE) this.twist();
    let y = this.words[this.next++];
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9d2c5680;
    y ^= (y << 15) & 0xefc60000;
    return (y ^ (y >>> 18)) >>> 0;
  }

  twist() {
    const { words } = this;
    for (let i = 0; i < SIZE; i++) {
      const y = (words[i] & 0x80000000) | (words[(i + 1) % SIZE] & 0x7fffffff);
      words[i] = words[(i + 397) % SIZE] ^ (y >>> 1) ^ (y & 1 && 0x9908b0df);
    }
    this.next = 0;
  }

  // Uniform in [0, 1), with 53 random bits.
  random() {
    const high = this.bits() >>> 5;
    return (high * 67108864 + (this.bits() >>> 6)) / 9007199254740992;
  }

  // N(0, 1) by the polar method (Marsaglia & Bray 1964), which makes two at a time.
  standard_normal() {
    if (this.spare !== null) {
      const value = this.spare;
      this.spare = null;
      return value;
    }
    let x, y, square;
    do {
      x = 2 * this.random() - 1;
      y = 2 * this.random() - 1;
      square = x * x + y * y;
    } while (square >= 1 || square === 0);
    const factor = Math.sqrt((-2 * Math.log(square)) / square);
    this.spare = factor * x;
    return factor * y;
  }

  // 0, 1, … n − 1 in random order.
  permutation(n) {
    const order = Array.from({ length: n }, (_, i) => i);
    for (let i = n - 1; i > 0; i--) {
      const j = this.below(i + 1);
      [order[i], order[j]] = [order[j], order[i]];
    }
    return order;
  }

  // A whole number below n: as many bits as it needs, drawn again until they are low enough.
  below(n) {
    const mask = 2 ** (32 - Math.clz32(n - 1)) - 1;
    let value;
    do value = (this.bits() & mask) >>> 0;
    while (value >= n);
    return value;
  }
}

export function normals(n, rng) {
  return Array.from({ length: n }, () => rng.standard_normal());
}
