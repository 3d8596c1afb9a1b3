/**
 * Recovery words: BIP-39's own test vectors, English (vectors.json of github.com/trezor/python-mnemonic, which the BIP refers to;
 * MIT licence): all of 128 bits, and two of other sizes, which a recovery sheet never has.
 */
export const BIP39 = [
  { seed: '00000000000000000000000000000000', words: 'abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about' },
  { seed: '7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f', words: 'legal winner thank year wave sausage worth useful legal winner thank yellow' },
  { seed: '80808080808080808080808080808080', words: 'letter advice cage absurd amount doctor acoustic avoid letter advice cage above' },
  { seed: 'ffffffffffffffffffffffffffffffff', words: 'zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo wrong' },
  { seed: '7dce4ed2284c9134d026608ab684c05c', words: 'lava include region explain simple omit dog slot melt reflect copy reward' },
  { seed: '5baf069620eff15c71dd97c9a6ee328f', words: 'forum join pitch dove yellow purchase shuffle real situate danger million bunker' },
  { seed: '63deb1e7f0c3de56f4ab43c9d2ae6c86', words: 'glow void ketchup thunder digital clock sport half six nice open artefact' },
  { seed: '00641669f095b433a304ed0f953f28eb', words: 'about camera omit thrive forget border metal oval auto prepare sketch stomach' },
] as const;

export const BIP39_OTHER_SIZES = [
  'legal winner thank year wave sausage worth useful legal winner thank year wave sausage worth useful legal will',
  'zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo vote',
] as const;
