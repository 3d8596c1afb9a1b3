/**
 * X25519 agreements chosen from Project Wycheproof, testvectors_v1/x25519_test.json (github.com/C2SP/wycheproof).
 * The figures are those of the Wycheproof authors, Apache License 2.0; the choice, its shape and the words beside it are ours.
 * The source leaves it open whether a key on the twist or not reduced is refused; RFC 7748 computes with both, and so do we.
 */

/** Number at the source, what it shows, their public key, our private key, and the secret; `null` where there is none to be had. */
export type ExchangeRow = readonly [id: number, shows: string, theirs: string, ours: string, shared: string | null];

const OURS_1 = '786a33a4f7af297a20e7642925932bf509e7070fa1bc36986af1eb13f4f50b55';
const OURS_2 = '60a3a4f130b98a5be4b1cedb7cb85584a3520e142d474dc9ccb909a073a9767f';

export const WYCHEPROOF_X25519: readonly ExchangeRow[] = [
  [30, 'a special key on the twist', 'edfeffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f', 'd0fca64cc5f3a0c8e75c824e8b09d1615aa79aeba139bb7302e2bb2fcbe54b40', '7d62f189444c6231a48afab10a0af2eee4a52e431ea05ff781d616af2114672f'],
  [31, 'a key on the twist just under the prime', 'eaffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f', 'd02456e456911d3c6cd054933199807732dfdc958642ad1aebe900c793bef24a', '07ba5fcbda21a9a17845c401492b10e6de0a168d5c94b606694c11bac39bea41'],
  [32, 'low order: 0', '0000000000000000000000000000000000000000000000000000000000000000', '88227494038f2bb811d47805bcdf04a2ac585ada7f2f23389bfd4658f9ddd45e', null],
  [33, 'low order: 1', '0100000000000000000000000000000000000000000000000000000000000000', '48232e8972b61c7e61930eb9450b5070eae1c670475685541f0476217e48184f', null],
  [34, 'the key 4', '0400000000000000000000000000000000000000000000000000000000000000', 'a8386f7f16c50731d64f82e6a170b142a4e34f31fd7768fcb8902925e7d1e25a', '34b7e4fa53264420d9f943d15513902342b386b172a0b0b7c8b8f2dd3d669f59'],
  [35, 'the key 256', '0001000000000000000000000000000000000000000000000000000000000000', 'd05abd08bf5e62538cb9a5ed105dbedd6de38d07940085072b4311c2678ed77d', '3aa227a30781ed746bd4b3365e5f61461b844d09410c70570abd0d75574dfc77'],
  [37, 'a carry at 32 bits', '0000000001000000000000000000000000000000000000000000000000000000', 'd00c35dc17460f360bfae7b94647bc4e9a7ad9ce82abeadb50a2f1a0736e2175', 'c212bfceb91f8588d46cd94684c2c9ee0734087796dc0a9f3404ff534012123d'],
  [40, 'a carry at 64 bits', '0000000000000000010000000000000000000000000000000000000000000000', 'f004b8fd05d9fffd853cdc6d2266389b737e8dfc296ad00b5a69b2a9dcf72956', '180373ea0f23ea73447e5a90398a97d490b541c69320719d7dd733fb80d5480f'],
  [46, 'words full and empty in turn', 'ffffffff00000000ffffffff00000000ffffffff00000000ffffffff00000000', 'a0933ee30512b25ee4e900aaa07f73e507a8ec53b53a44626e0f589af4e0356c', 'c5caf8cabc36f086deaf1ab226434098c222abdf8acd3ce75c75e9debb271524'],
  [51, 'half the range', 'ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff3f', 'a8f37318a4c760f3cb2d894822918735683cb1edacf3e666e15694154978fd6d', 'd151b97cba9c25d48e6d576338b97d53dd8b25e84f65f7a2091a17016317c553'],
  [54, 'limbs nearly full', 'fffffffffeffff7ffffffffffeffff7ffffffffffeffff7ffffffffffeffff7f', '184198c6228177f3ef41dc9a341258f8181ae365fe9ec98d93639b0bbee1467d', '8039eebed1a4f3b811ea92102a6267d4da412370f3f0d6b70f1faaa2e8d5236d'],
  [62, 'just under the prime', 'ebffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f', '40bd4e1caf39d9def7663823502dad3e7d30eb6eb01e9b89516d4f2f45b7cd7f', '2cf6974b0c070e3707bf92e721d3ea9de3db6f61ed810e0a23d72d433365f631'],
  [63, 'low order: of order 8', 'e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800', 'e0f978dfcd3a8f1a5093418de54136a584c20b7b349afdf6c0520886f95b1272', null],
  [64, 'low order: the other of order 8', '5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157', '387355d995616090503aafad49da01fb3dc3eda962704eaee6b86f9e20c92579', null],
  [70, 'low order: 1', '0100000000000000000000000000000000000000000000000000000000000000', OURS_1, null],
  [71, 'low order: on the twist', 'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f', OURS_1, null],
  [72, 'low order: of order 8', '5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157', OURS_1, null],
  [73, 'low order: the other of order 8', 'e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800', OURS_1, null],
  [74, 'low order: 0, not reduced', 'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f', OURS_1, null],
  [75, 'low order: 1, not reduced', 'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f', OURS_1, null],
  [76, 'low order: 0, highest bit set', '0000000000000000000000000000000000000000000000000000000000000080', OURS_1, null],
  [77, 'low order: 1, highest bit set', '0100000000000000000000000000000000000000000000000000000000000080', OURS_1, null],
  [78, 'low order: on the twist, highest bit set', 'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff', OURS_1, null],
  [79, 'low order: of order 8, highest bit set', '5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f11d7', OURS_1, null],
  [80, 'low order: the other of order 8, highest bit set', 'e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b880', OURS_1, null],
  [81, 'low order: 0, not reduced, highest bit set', 'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff', OURS_1, null],
  [82, 'low order: 1, not reduced, highest bit set', 'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff', OURS_1, null],
  [87, 'the key 2, not reduced', 'efffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f', '0016b62af5cabde8c40938ebf2108e05d27fa0533ed85d70015ad4ad39762d54', 'b4d10e832714972f96bd3382e4d082a21a8333a16315b3ffb536061d2482360d'],
  [88, 'the key 3, not reduced', 'f0ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f', 'd83650ba7cec115881916255e3fa5fa0d6b8dcf968731bd2c9d2aec3f561f649', '515eac8f1ed0b00c70762322c3ef86716cd2c51fe77cec3d31b6388bc6eea336'],
  [90, 'the highest key, not reduced', 'ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f', '98c2b08cbac14e15953154e3b558d42bb1268a365b0ef2f22725129d8ac5cb7f', '9c034fcd8d3bf69964958c0105161fcb5d1ea5b8f8abb371491e42a7684c2322'],
  [91, 'the key 2, highest bit set', '0200000000000000000000000000000000000000000000000000000000000080', 'c0697b6f05e0f3433b44ea352f20508eb0623098a7770853af5ca09727340c4e', 'ed18b06da512cab63f22d2d51d77d99facd3c4502e4abf4e97b094c20a9ddf10'],
  [94, 'a key with its highest bit set', 'daffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff', '285a6a7ceeb7122f2c78d99c53b2a902b490892f7dff326f89d12673c3101b53', '9b01287717d72f4cfb583ec85f8f936849b17d978dbae7b837db56a62f100a68'],
  [97, 'a key on the twist with its highest bit set', 'eaffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff', '9041c6e044a277df8466275ca8b5ee0da7bc028648054ade5c592add3057474e', '13da5695a4c206115409b5277a934782fe985fa050bc902cba5616f9156fe277'],
  [99, 'all bits set', 'ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff', 'c85f08e60c845f82099141a66dc4583d2b1040462c544d33d0453b20b1a6377e', 'e9db74bc88d0d9bf046ddd13f943bccbe6dbb47d49323f8dfeedc4a694991a3c'],
  [103, 'the secret 2', 'b7b6d39c765cb60c0c8542f4f3952ffb51d3002d4aeb9f8ff988b192043e6d0a', OURS_2, '0200000000000000000000000000000000000000000000000000000000000000'],
  [104, 'the secret 9', '3b18df1e50b899ebd588c3161cbd3bf98ebcc2c1f7df53b811bd0e91b4d5153d', OURS_2, '0900000000000000000000000000000000000000000000000000000000000000'],
  [106, 'a secret at half the range', '4977d0d897e1ba566590f60f2eb0db6f7b24c13d436918ccfd32708dfad7e247', OURS_2, 'feffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff3f'],
  [110, 'a secret of set bits', '7e26f8f24cb590027f9d1bc49b0e1a242c7d8f43624d3e8fab28ee08e02cb45e', OURS_2, 'ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff03'],
  [111, 'a secret just under the prime', 'e96d2780e5469a74620ab5aa2f62151d140c473320dbe1b028f1a48f8e76f95f', OURS_2, 'e5ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f'],
  [115, 'a secret with one bit, in its last byte', '3e5efb63c352ce942762482bc9337a5d35ba55664743ac5e93d11f957336cb10', OURS_2, '0000000000000000000000000000000000000000000000000000000000000002'],
  [116, 'a secret with one bit, in its last byte but one', '8e41f05ea3c76572be104ad8788e970863c6e2ca3daae64d1c2f46decfffa571', OURS_2, '0000000000000000000000000000000000000000000000000000000000008000'],
  [119, 'the key 2 on the twist', '0200000000000000000000000000000000000000000000000000000000000000', 'e0a8be63315c4f0f0a3fee607f44d30a55be63f09561d9af93e0a1c9cf0ed751', '0c50ac2bfb6815b47d0734c5981379882a24a2de6166853c735329d978baee4d'],
  [122, 'a key of one bit', '0000000000000000000000000080000000000000000000000000000000000000', 'b8da2bd2d7cf25a3e54e5f87ee15911effb9ff86baec4076d56c8e953670bf5b', '4bf6789c7ea036f973cde0af02d6fdb9b64a0b957022111439570fad7d7a453f'],
  [127, 'a key full up to 224 bits', 'ffffffffffffffffffffffffffffffffffffffffffffffffffffffff00000000', '1021cd8682bdc3f5da9100adff5b2230b3acd836b3a455db8352a2c27e69d17e', 'e8620ed5ca89c72c5ea5503e6dcd01131cd5e875c30e13d5dc619ce28ec7d559'],
  [131, 'a special key inside the ladder', '585007a5930d77623cf29756038ca197d3ebfd9e4c80a69585efe0274092c115', '20ca2c85cc8762e96b7047bf15c71c050ffe0ed1616040a953ae32a1297ad871', '46add6f48ffff461777d4f89b6fdf1155aa051a96387d45f3e5e371a236b6e52'],
  [511, 'our key -1: the secret is their key', '6c05871352a451dbe182ed5e6ba554f2034456ffe041a054ff9cc56b8e946376', 'a023cdd083ef5bb82f10d62e59e15a6800000000000000000000000000000050', '6c05871352a451dbe182ed5e6ba554f2034456ffe041a054ff9cc56b8e946376'],
  [512, 'our key 1 on the twist: the secret is their key', '2eae5ec3dd494e9f2d37d258f873a8e6e9d0dbd1e383ef64d98bb91b3e0be035', '58083dd261ad91eff952322ec824c682ffffffffffffffffffffffffffffff5f', '2eae5ec3dd494e9f2d37d258f873a8e6e9d0dbd1e383ef64d98bb91b3e0be035'],
  [513, 'our key of alternating bits', '3e3e7708ef72a6dd78d858025089765b1c30a19715ac19e8d917067d208e0666', '4855555555555555555555555555555555555555555555555555555555555555', '63ef7d1c586476ec78bb7f747e321e01102166bf967a9ea9ba9741f49d439510'],
  [517, 'our key of the other alternating bits', '9f40bb30f68ab67b1c4b8b664982fdab04ff385cd850deac732f7fb705e6013a', 'b8aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa6a', '65fc1e7453a3f8c7ebcd577ade4b8efe1035efc181ab3bdb2fcc7484cbcf1e4e'],
];
