import { describeSignatures } from '../../vectors/external/check-signatures.ts';

// In a file of its own: the room asks once whether the platform has Ed25519, and here it must be told no.
describeSignatures('library');
