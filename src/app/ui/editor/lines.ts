/** Puts lines together, of words that are bold or not. */
export class Lines {
  readonly #done: string[] = [];
  #prefix = '';
  #runs: { text: string; bold: boolean }[] = [];
  #length = 0;

  /** About how many UTF-16 units there are by now, or a little less. */
  get length(): number {
    return this.#length;
  }

  /** Ends the line, if it has words. What follows begins with `prefix`. */
  next(prefix = ''): void {
    const line = this.#line();
    if (line !== '') this.#push(line);
    this.#runs = [];
    this.#prefix = prefix;
  }

  /** A line left empty, once. */
  gap(): void {
    this.next();
    if (this.#done.length > 0 && this.#done.at(-1) !== '') this.#push('');
  }

  /** `kept`: white space stays as it is; else it is one space. */
  add(text: string, bold: boolean, kept: boolean): void {
    if (!kept) this.#add(text.replace(/[\s\u00a0]+/g, ' '), bold);
    else {
      for (const [i, line] of text.split('\n').entries()) {
        if (i > 0) this.next(this.#prefix);
        this.#add(line, bold);
      }
    }
  }

  get text(): string {
    this.next();
    while (this.#done.at(-1) === '') this.#done.pop();
    return this.#done.join('\n');
  }

  #push(line: string): void {
    this.#done.push(line);
    this.#length += line.length + 1;
  }

  #add(text: string, bold: boolean): void {
    const last = this.#runs.at(-1);
    if (last?.bold === bold) last.text += text;
    else this.#runs.push({ text, bold });
  }

  #line(): string {
    const plainOnly = this.#prefix.startsWith('#');
    const words = this.#runs
      .map(({ text, bold }) => {
        const inner = text.trim();
        if (!bold || plainOnly || inner === '' || inner.includes('*')) return text;
        return `${/^\s/.test(text) ? ' ' : ''}**${inner}**${/\s$/.test(text) ? ' ' : ''}`;
      })
      .join('')
      .replace(/ {2,}/g, ' ')
      .trim();
    return words === '' ? '' : this.#prefix + words;
  }
}
