import * as z from 'zod/mini';
import { base64urlToBytes, bytesToBase64url, bytesToText, textToBytes } from '#base';
import type { Bytes } from '#base';
import { createExchange, deriveBytes, toBoxKey, verifySignature } from '#crypto';
import type { Exchange } from '#crypto';
import { toStrand } from '#ledger';
import type { Strand } from '#ledger';
import type { SignKey } from '#crypto';
import type { LinkHost } from './host.ts';
import { linkSecret, SealedSignals } from './sealed-signals.ts';
import { proofBytes } from './transcript.ts';
import type { Hellos, Role } from './transcript.ts';

/** A device's first word: nothing but fresh randomness. */
export const HelloSchema = z.object({ key: z.string().check(z.regex(/^[0-9a-f]{64}$/)), nonce: z.string().check(z.length(22)) });
export type Hello = z.infer<typeof HelloSchema>;

const ProofSchema = z.object({
  is: z.literal('proof'),
  strand: z.number(),
  introductions: z.array(z.string()),
  signature: z.string(),
  /** The talks that it knows; an older device says none. */
  speaks: z.optional(z.array(z.string())),
});
const DescriptionSchema = z.object({ is: z.literal('description'), type: z.enum(['offer', 'answer']), sdp: z.string() });
const CandidateSchema = z.object({
  is: z.literal('candidate'),
  candidate: z.string(),
  mid: z.nullable(z.string()),
  line: z.nullable(z.number()),
});
const SignalSchema = z.union([ProofSchema, DescriptionSchema, CandidateSchema]);

/** What goes sealed over the meeting point, once both have said hello. */
export type Signal = z.infer<typeof SignalSchema>;

export const readSignal = (plain: Bytes): Signal | null => {
  try {
    const parsed = z.safeParse(SignalSchema, JSON.parse(bytesToText(plain) ?? ''));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
};

export const writeSignal = (signal: Signal): Bytes => textToBytes(JSON.stringify(signal));

/** The other side, proved. */
export interface Peer {
  readonly strand: Strand;
  readonly key: SignKey;
  readonly speaks: readonly string[];
}

/** One side's part in finding out who the other is, before any address is sent. */
export class Introduction {
  readonly #host: LinkHost;
  readonly #exchange: Exchange;
  readonly #nonce: Bytes;
  #hellos: Hellos | null = null;
  #signals: SealedSignals | null = null;

  private constructor(host: LinkHost, exchange: Exchange, nonce: Bytes) {
    this.#host = host;
    this.#exchange = exchange;
    this.#nonce = nonce;
  }

  static async begin(host: LinkHost): Promise<Introduction> {
    return new Introduction(host, await createExchange(host.random(32)), host.random(16));
  }

  get hello(): Hello {
    return { key: this.#exchange.publicKey, nonce: bytesToBase64url(this.#nonce) };
  }

  get hellos(): Hellos | null {
    return this.#hellos;
  }

  get signals(): SealedSignals | null {
    return this.#signals;
  }

  /** Takes the other's hello. False where nothing secret can be agreed on with it. */
  async meet(theirs: Hello, role: Role): Promise<boolean> {
    const nonce = base64urlToBytes(theirs.nonce);
    const key = toBoxKey(theirs.key);
    const agreed = nonce && (await this.#exchange.agree(key));
    if (!agreed) return false;
    const mine = { key: this.#exchange.publicKey, nonce: this.#nonce };
    const other = { key, nonce };
    const roomKey = this.#host.roomKey.reveal();
    this.#hellos = { record: this.#host.record, roomKey, out: role === 'out' ? mine : other, back: role === 'out' ? other : mine };
    const salt = deriveBytes(this.#hellos.out.nonce, this.#hellos.back.nonce, 'around-me/link/1/salt', 32);
    this.#signals = new SealedSignals(linkSecret(agreed, roomKey), salt, role === 'out');
    return true;
  }

  /** This device's proof of who it is. */
  async proof(role: Role): Promise<Signal | null> {
    if (!this.#hellos) return null;
    const signature = await this.#host.sign(proofBytes(this.#hellos, role, this.#host.strand));
    return {
      is: 'proof',
      strand: this.#host.strand,
      introductions: this.#host.introductions().map(bytesToBase64url),
      signature: bytesToBase64url(signature),
      speaks: this.#host.talks.map(({ name }) => name),
    };
  }

  /** Checks the other's proof: a device of this record that is not removed, and nobody else. */
  async check(proof: z.infer<typeof ProofSchema>, role: Role): Promise<Peer | 'not-on-team' | 'wrong-proof'> {
    const [strand, signature] = [toStrand(proof.strand), base64urlToBytes(proof.signature)];
    const introductions = proof.introductions.flatMap((one) => base64urlToBytes(one) ?? []);
    if (!this.#hellos || strand === null || !signature || strand === this.#host.strand) return 'wrong-proof';
    if (introductions.length !== proof.introductions.length) return 'wrong-proof';
    const key = await this.#host.peerKey(strand, introductions);
    if (!key) return 'not-on-team';
    if (!(await verifySignature(key, proofBytes(this.#hellos, role, strand), signature))) return 'wrong-proof';
    return { strand, key, speaks: proof.speaks ?? [] };
  }
}
