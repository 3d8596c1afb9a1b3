/** SHA-256 (FIPS 180-4): NIST's validation files SHA256ShortMsg, SHA256LongMsg and SHA256Monte (figures in the public domain). */
export const NIST_SHA256 = [
  { bits: 0, message: '', hash: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855' },
  { bits: 8, message: 'd3', hash: '28969cdfa74a12c82f3bad960b0b000aca2ac329deea5c2328ebc6f2ba9802c1' },
  { bits: 24, message: 'b4190e', hash: 'dff2e73091f6c05e528896c4c831b9448653dc2ff043528f6769437bc7b975c2' },
  { bits: 64, message: '5738c929c4f4ccb6', hash: '963bb88f27f512777aab6c8b1a02c70ec0ad651d428f870036e1917120fb48bf' },
  {
    bits: 440, // the longest whose padding still fits into one block
    message: '3ebfb06db8c38d5ba037f1363e118550aad94606e26835a01af05078533cc25f2f39573c04b632f62f68c294ab31f2a3e2a1a0d8c2be51',
    hash: '6595a2ef537a69ba8583dfbf7f5bec0ab1f93ce4c8ee1916eff44a93af5749c4',
  },
  {
    bits: 448,
    message: '2d52447d1244d2ebc28650e7b05654bad35b3a68eedc7f8515306b496d75f3e73385dd1b002625024b81a02f2fd6dffb6e6d561cb7d0bd7a',
    hash: 'cfb88d6faf2de3a69d36195acec2e255e2af2b7d933997f348e09f6ce5758360',
  },
  {
    bits: 504,
    message: 'e2f76e97606a872e317439f1a03fcd92e632e5bd4e7cbc4e97f1afc19a16fde92d77cbe546416b51640cddb92af996534dfd81edb17c4424cf1ac4d75aceeb',
    hash: '18041bd4665083001fba8c5411d2d748e8abbfdcdfd9218cb02b68a78e7d4c23',
  },
  {
    bits: 512,
    message: '5a86b737eaea8ee976a0a24da63e7ed7eefad18a101c1211e2b3650c5187c2a8a650547208251f6d4237e661c7bf4c77f335390394c37fa1a9f9be836ac28509',
    hash: '42e61e174fbb3897d6dd6cef3dd2802fe67b331953b06114a65c772859dfc1aa',
  },
  {
    bits: 1304,
    message:
      '451101250ec6f26652249d59dc974b7361d571a8101cdfd36aba3b5854d3ae086b5fdd4597721b66e3c0dc5d8c606d9657d0e323283a5217d1f53f2f284f57b8' +
      '5c8a61ac8924711f895c5ed90ef17745ed2d728abd22a5f7a13479a462d71b56c19a74a40b655c58edfe0a188ad2cf46cbf30524f65d423c837dd1ff2bf462ac' +
      '4198007345bb44dbb7b1c861298cdf61982a833afc728fae1eda2f87aa2c9480858bec',
    hash: '3c593aa539fdcdae516cdf2f15000f6634185c88f505b39775fb9ab137a10aa2',
  },
] as const;

/** SHA256Monte: each round hashes the last three hashes together, a thousand times; the last hash of a round begins the next. */
export const NIST_SHA256_MONTE = {
  seed: '6d1e72ad03ddeb5de891e572e2396f8da015d899ef0e79503152d6010a3fe691',
  rounds: [
    'e93c330ae5447738c8aa85d71a6c80f2a58381d05872d26bdd39f1fcd4f2b788',
    '2e78f8c8772ea7c9331d41ed3f9cdf27d8f514a99342ee766ee3b8b0d0b121c0',
    'd6a23dff1b7f2eddc1a212f8a218397523a799b07386a30692fd6fe9d2bf0944',
    'fb0099a964fad5a88cf12952f2991ce256a4ac3049f3d389c3b9e6c00e585db4',
  ],
} as const;
