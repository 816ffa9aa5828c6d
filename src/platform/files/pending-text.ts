/**
 * Text that has been read up to somewhere. When a piece brought nothing to its end, the next look comes only at twice
 * the length: looking at every piece would make long rows cost the square of their length, in time and in garbage.
 */
export class PendingText {
  readonly #maxLength: number;
  #text = '';
  #lookAt = 0;

  /** Beyond `maxLength` every piece is worth a look, so that the reader can refuse. */
  constructor(maxLength: number) {
    this.#maxLength = maxLength;
  }

  /** Adds a piece; returns all the text there is when it is worth a look, else null. */
  add(piece: string): string | null {
    this.#text += piece;
    const { length } = this.#text;
    return length < this.#lookAt && length <= this.#maxLength ? null : this.#text;
  }

  /** Keeps what was not read of the text that `add` gave; tells whether that is too long. */
  keepFrom(at: number): boolean {
    this.#lookAt = at === 0 ? this.#text.length * 2 : 0;
    if (at > 0) this.#text = this.#text.slice(at);
    return this.#text.length <= this.#maxLength;
  }

  /** What is left, looked at or not. */
  get left(): string {
    return this.#text;
  }
}
