/** A growing row of whole numbers: four bytes each, where a list of numbers takes eight and keeps room for half as many again. */
export class Row {
  #numbers = new Int32Array(64)
  #length = 0

  get length(): number {
    return this.#length
  }

  at(index: number): number {
    return this.#numbers[index] ?? 0
  }

  set(index: number, value: number): void {
    this.#numbers[index] = value
  }

  push(value: number): void {
    if (this.#length >= this.#numbers.length) {
      const longer = new Int32Array(Math.max(64, this.#numbers.length * 2))
      longer.set(this.#numbers)
      this.#numbers = longer
    }
    this.#numbers[this.#length] = value
    this.#length += 1
  }

  /** Gives back the room that was kept for more; numbers may still be pushed. */
  seal(): void {
    this.#numbers = this.#numbers.slice(0, this.#length)
  }
}
