/**
 * AES-GCM with keys of 256 bits, nonces of 96 and tags of 128, chosen from Project Wycheproof, testvectors_v1/aes_gcm_test.json
 * (github.com/C2SP/wycheproof). The figures are those of the Wycheproof authors, Apache License 2.0; the choice, its shape and the
 * words beside it are ours.
 */
export interface SealedVector {
  readonly id: number;
  readonly shows: string;
  readonly key: string;
  readonly nonce: string;
  readonly aad: string;
  readonly plaintext: string;
  readonly ciphertext: string;
  readonly tag: string;
}

export const WYCHEPROOF_AES_GCM: readonly SealedVector[] = [
  { id: 91, shows: 'additional data and ten bytes', key: '92ace3e348cd821092cd921aa3546374299ab46209691bc28b8752d17f123c20', nonce: '00112233445566778899aabb', aad: '00000000ffffffff', plaintext: '00010203040506070809', ciphertext: 'e27abdd2d2a53d2f136b', tag: '9a4a2579529301bcfb71c78d4060f52c' },
  { id: 92, shows: 'additional data alone', key: '29d3a44f8723dc640239100c365423a312934ac80239212ac3df3421a2098123', nonce: '00112233445566778899aabb', aad: 'aabbccddeeff', plaintext: '', ciphertext: '', tag: '2a7d77fa526b8250cb296078926b5020' },
  { id: 93, shows: 'nothing at all', key: '80ba3192c803ce965ea371d5ff073cf0f43b6a2ab576b208426e11409c09b9b0', nonce: '4da5bf8dfd5852c1ea12379d', aad: '', plaintext: '', ciphertext: '', tag: '4771a7c404a472966cea8f73c8bfe17a' },
  { id: 94, shows: '1 byte', key: 'cc56b680552eb75008f5484b4cb803fa5063ebd6eab91f6ab6aef4916a766273', nonce: '99e23ec48985bccdeeab60f1', aad: '', plaintext: '2a', ciphertext: '06', tag: '633c1e9703ef744ffffb40edf9d14355' },
  { id: 95, shows: '8 bytes', key: '51e4bf2bad92b7aff1a4bc05550ba81df4b96fabf41c12c7b00e60e48db7e152', nonce: '4f07afedfdc3b6c2361823d3', aad: '', plaintext: 'be3308f72a2c6aed', ciphertext: 'cf332a12fdee800b', tag: '602e8d7c4799d62c140c9bb834876b09' },
  { id: 96, shows: 'a block less one byte', key: '67119627bd988eda906219e08c0d0d779a07d208ce8a4fe0709af755eeec6dcb', nonce: '68ab7fdbf61901dad461d23c', aad: '', plaintext: '51f8c1f731ea14acdb210a6d973e07', ciphertext: '43fc101bff4b32bfadd3daf57a590e', tag: 'ec04aacb7148a8b8be44cb7eaf4efa69' },
  { id: 97, shows: 'one block', key: '59d4eafb4de0cfc7d3db99a8f54b15d7b39f0acc8da69763b019c1699f87674a', nonce: '2fcb1b38a99e71b84740ad9b', aad: '', plaintext: '549b365af913f3b081131ccb6b825588', ciphertext: 'f58c16690122d75356907fd96b570fca', tag: '28752c20153092818faba2a334640d6e' },
  { id: 98, shows: 'a block and one byte', key: '3b2458d8176e1621c0cc24c0c0e24c1e80d72f7ee9149a4b166176629616d011', nonce: '45aaa3e5d16d2d42dc03445d', aad: '', plaintext: '3ff1514b1c503915918f0c0c31094a6e1f', ciphertext: '73a6b6f45f6ccc5131e07f2caa1f2e2f56', tag: '2d7379ec1db5952d4e95d30c340b1b1d' },
  { id: 99, shows: 'a block and a half', key: '0212a8de5007ed87b33f1a7090b6114f9e08cefd9607f2c276bdcfdbc5ce9cd7', nonce: 'e6b1adf2fd58a8762c65f31b', aad: '', plaintext: '10f1ecf9c60584665d9ae5efe279e7f7377eea6916d2b111', ciphertext: '0843fff52d934fc7a071ea62c0bd351ce85678cde3ea2c9e', tag: '7355fde599006715053813ce696237a8' },
  { id: 100, shows: '1 byte of additional data', key: 'b279f57e19c8f53f2f963f5f2519fdb7c1779be2ca2b3ae8e1128b7d6c627fc4', nonce: '98bc2c7438d5cd7665d76f6e', aad: 'c0', plaintext: 'fcc515b294408c8645c9183e3f4ecee5127846d1', ciphertext: 'eb5500e3825952866d911253f8de860c00831c81', tag: 'ecb660e1fb0541ec41e8d68a64141b3a' },
  { id: 101, shows: '8 bytes of additional data', key: 'cdccfe3f46d782ef47df4e72f0c02d9c7f774def970d23486f11a57f54247f17', nonce: '376187894605a8d45e30de51', aad: '956846a209e087ed', plaintext: 'e28e0e9f9d22463ac0e42639b530f42102fded75', ciphertext: 'feca44952447015b5df1f456df8ca4bb4eee2ce2', tag: '082e91924deeb77880e1b1c84f9b8d30' },
  { id: 102, shows: 'a block of additional data', key: 'f32364b1d339d82e4f132d8f4a0ec1ff7e746517fa07ef1a7f422f4e25a48194', nonce: '5a86a50a0e8a179c734b996d', aad: 'ab2ac7c44c60bdf8228c7884adb20184', plaintext: '43891bccb522b1e72a6b53cf31c074e9d6c2df8e', ciphertext: '43dda832e942e286da314daa99bef5071d9d2c78', tag: 'c3922583476ced575404ddb85dd8cd44' },
  { id: 103, shows: 'more than a block of additional data', key: 'ff0089ee870a4a39f645b0a5da774f7a5911e9696fc9cad646452c2aa8595a12', nonce: 'bc2a7757d0ce2d8b1f14ccd9', aad: '972ab4e06390caae8f99dd6e2187be6c7ff2c08a24be16ef', plaintext: '748b28031621d95ee61812b4b4f47d04c6fc2ff3', ciphertext: 'a929ee7e67c7a2f91bbcec6389a3caf43ab49305', tag: 'ebec6774b955e789591c822dab739e12' },
  { id: 104, shows: '63 bytes', key: '6efca98126918ab564d88c6bec02e8998b2be50e3f906ff9adfdd185f373e756', nonce: '4abd6cfc83bd06b11efaa2a7', aad: '', plaintext: 'bbec79c086d41e602d090f7e40494d6bf3faa1dc6df0ab8a88ea5d35d426b248c2ad880351e223f6170d37cc9655e10459e59cbd6d1c092ed31d72ccc7af20', ciphertext: '97b4c73a4d8b5b21bc4b50dbb70dfa77b1a7bf0bbe7cf16ecf5bb60ba8070acc5740780435ed145a62a613dd9881b721168fbb3f5af385ee5d4f856cf93cba', tag: '27ac8c4010d8e81b7051ceb06b30fe2d' },
  { id: 105, shows: '64 bytes', key: '5b1d1035c0b17ee0b0444767f80a25b8c1b741f4b50a4d3052226baa1c6fb701', nonce: 'd61040a313ed492823cc065b', aad: '', plaintext: 'd096803181beef9e008ff85d5ddc38ddacf0f09ee5f7e07f1e4079cb64d0dc8f5e6711cd4921a7887de76e2678fdc67618f1185586bfea9d4c685d50e4bb9a82', ciphertext: 'c7d191b601f86c28b6a1bdef6a57b4f6ee3ae417bc125c381cdf1c4dac184ed1d84f1196206d62cad112b038845720e02c061179a8836f02b93fa7008379a6bf', tag: 'f15612f6c40f2e0db6dc76fc4822fcfe' },
  { id: 106, shows: '65 bytes', key: '81b6b27e5ed90ab99fe6756d4cb41e3f07269687f5afabdb426e29096b5e4466', nonce: '13e727486031cca21f733375', aad: '', plaintext: '9a95a23cfb1e35d89a7597570df0fb0efcbb7429f53bebcbbfa49fa247b251a8508ad497066855d08688576188e4ffb12d1d084dcabec3d57806daf215dcc97edd', ciphertext: '7ede7368bca3c93d9f1d7f7750d6e44b1cb92c30e3c9834b0b69efd2470911644ae6f6d75715e13aea8781f8da611a13ac6364c406c1a715b7e97acb22b6e6156e', tag: '74e20a93802f43407c8989a37f013802' },
  { id: 108, shows: '128 bytes', key: 'd7addd3889fadf8c893eee14ba2b7ea5bf56b449904869615bd05d5f114cf377', nonce: '8a3ad26b28cd13ba6504e260', aad: '', plaintext: 'c877a76bf595560772167c6e3bcc705305db9c6fcbeb90f4fea85116038bc53c3fa5b4b4ea0de5cc534fbe1cf9ae44824c6c2c0a5c885bd8c3cdc906f12675737e434b983e1e231a52a275db5fb1a0cac6a07b3b7dcb19482a5d3b06a9317a54826cea6b36fce452fa9b5475e2aaf25499499d8a8932a19eb987c903bd8502fe', ciphertext: '53cc8c920a85d1accb88636d08bbe4869bfdd96f437b2ec944512173a9c0fe7a47f8434133989ba77dda561b7e3701b9a83c3ba7660c666ba59fef96598eb621544c63806d509ac47697412f9564eb0a2e1f72f6599f5666af34cffca06573ffb4f47b02f59f21c64363daecb977b4415f19fdda3c9aae5066a57b669ffaa257', tag: '5e63374b519e6c3608321943d790cf9a' },
  { id: 128, shows: 'a right tag of set bits', key: '00112233445566778899aabbccddeeff102132435465768798a9bacbdcedfe0f', nonce: '000000000000000000000000', aad: '', plaintext: '561008fa07a68f5c61285cd013464eaf', ciphertext: '23293e9b07ca7d1b0cae7cc489a973b3', tag: 'ffffffffffffffffffffffffffffffff' },
  { id: 129, shows: 'a right tag of zeros', key: '00112233445566778899aabbccddeeff102132435465768798a9bacbdcedfe0f', nonce: 'ffffffffffffffffffffffff', aad: '', plaintext: 'c6152244cea1978d3e0bc274cf8c0b3b', ciphertext: '7cb6fc7c6abc009efe9551a99f36a421', tag: '00000000000000000000000000000000' },
];

/** One sealed block, and tags that are not its own. */
export const WYCHEPROOF_WRONG_TAGS = {
  key: '000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f',
  nonce: '505152535455565758595a5b',
  plaintext: '202122232425262728292a2b2c2d2e2f',
  ciphertext: 'b2061457c0759fc1749f174ee1ccadfa',
  tags: [
    [130, 'bit 0 flipped', '9de8fef6d8ab1bf1bf887232eab590dd'],
    [131, 'bit 1 flipped', '9ee8fef6d8ab1bf1bf887232eab590dd'],
    [132, 'bit 7 flipped', '1ce8fef6d8ab1bf1bf887232eab590dd'],
    [133, 'bit 8 flipped', '9ce9fef6d8ab1bf1bf887232eab590dd'],
    [134, 'bit 31 flipped', '9ce8fe76d8ab1bf1bf887232eab590dd'],
    [135, 'bit 32 flipped', '9ce8fef6d9ab1bf1bf887232eab590dd'],
    [136, 'bit 33 flipped', '9ce8fef6daab1bf1bf887232eab590dd'],
    [137, 'bit 63 flipped', '9ce8fef6d8ab1b71bf887232eab590dd'],
    [138, 'bit 64 flipped', '9ce8fef6d8ab1bf1be887232eab590dd'],
    [139, 'bit 71 flipped', '9ce8fef6d8ab1bf13f887232eab590dd'],
    [140, 'bit 77 flipped', '9ce8fef6d8ab1bf1bfa87232eab590dd'],
    [141, 'bit 80 flipped', '9ce8fef6d8ab1bf1bf887332eab590dd'],
    [142, 'bit 96 flipped', '9ce8fef6d8ab1bf1bf887232ebb590dd'],
    [143, 'bit 97 flipped', '9ce8fef6d8ab1bf1bf887232e8b590dd'],
    [144, 'bit 103 flipped', '9ce8fef6d8ab1bf1bf8872326ab590dd'],
    [145, 'bit 120 flipped', '9ce8fef6d8ab1bf1bf887232eab590dc'],
    [146, 'bit 121 flipped', '9ce8fef6d8ab1bf1bf887232eab590df'],
    [147, 'bit 126 flipped', '9ce8fef6d8ab1bf1bf887232eab5909d'],
    [148, 'bit 127 flipped', '9ce8fef6d8ab1bf1bf887232eab5905d'],
    [149, 'bits 0 and 64 flipped', '9de8fef6d8ab1bf1be887232eab590dd'],
    [150, 'bits 31 and 63 flipped', '9ce8fe76d8ab1b71bf887232eab590dd'],
    [151, 'bits 63 and 127 flipped', '9ce8fef6d8ab1b71bf887232eab5905d'],
    [152, 'all bits flipped', '631701092754e40e40778dcd154a6f22'],
    [153, 'zeros', '00000000000000000000000000000000'],
    [154, 'set bits', 'ffffffffffffffffffffffffffffffff'],
    [155, 'the highest bit of each byte flipped', '1c687e76582b9b713f08f2b26a35105d'],
    [156, 'the lowest bit of each byte flipped', '9de9fff7d9aa1af0be897333ebb491dc'],
  ],
} as const;
