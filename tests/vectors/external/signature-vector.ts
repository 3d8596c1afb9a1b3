/** One published signature: its number at the source, what it shows, message and signature in hex, and whether the signature counts. */
export type SignatureRow = readonly [id: number, shows: string, message: string, signature: string, valid: boolean];

/** The signatures of one public key (hex). */
export interface SignatureGroup {
  readonly key: string;
  readonly rows: readonly SignatureRow[];
}
