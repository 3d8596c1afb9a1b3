/** What was typed about one thing that is talked about; `clear` once it is kept. */
export interface Said {
  readonly understand: string;
  readonly forward: string;
  readonly options: string;
  readonly clear: () => void;
}
