/**
 * HPKE base mode with DHKEM(X25519, HKDF-SHA256), HKDF-SHA256 and AES-256-GCM. Appendix A of RFC 9180 prints this suite with
 * AES-128-GCM only; these figures are those of the full set that belongs to the RFC (CFRG's test-vectors.json; IETF Trust's legal
 * provisions), read in the copy that AWS-LC tests with. `open` is single-shot: only the first ciphertext of a context can be opened,
 * and the later ones (sealed with later nonces) must not be.
 */
export const RFC9180 = {
  info: '4f6465206f6e2061204772656369616e2055726e',
  recipient: {
    secret: '497b4502664cfea5d5af0b39934dac72242a74f8480451e1aee7d6a53320333d',
    key: '430f4b9859665145a6b1ba274024487bd66f03a2dd577d7753c68d7d7d00c00c',
  },
  ephemeral: {
    secret: '179d4b53b6365c45b600c4163b61d95cbc2f4d9e36f1695558dce265ab8bab11',
    key: '6c93e09869df3402d7bf231bf540fadd35cd56be14f97178f0954db94b7fc256',
  },
  plaintext: '4265617574792069732074727574682c20747275746820626561757479',
  first: {
    aad: '436f756e742d30',
    ciphertext: 'e5d84cd531cfb583096e7cfa9641bd3079cf3a91cda813c52deb5f512be9931980a41de125a925cdad859d5b7a',
  },
  later: [
    { aad: '436f756e742d31', ciphertext: '2c43aff25343fdbff864506f0818b9d87df84ea01b1a2144d23b4d40c26bf655fdf197fe40297a8aebeed5cc2d' },
    { aad: '436f756e742d32', ciphertext: 'e0a8f2cf92ff61215edbb8c55dc31fe9e2eb42a5685867bb6854211542099f9e940c4b41c192bc390835b1a5f7' },
    { aad: '436f756e742d34', ciphertext: '448a8892f261cbb6bf5b7b64a4fae8a2c86492494b069c10525895d871c27c2f12cd17e0588fedaba9f7b0cd4c' },
  ],
} as const;
