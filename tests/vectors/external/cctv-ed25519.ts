/**
 * Ed25519 signatures on whose points implementations differ, chosen from the Community Cryptography Test Vectors,
 * ed25519/ed25519vectors.json (github.com/C2SP/CCTV). The figures are those of the CCTV authors, BSD 3-clause licence.
 * The source gives no verdicts, but says of what kind each point is; the verdicts are those of our own rule (a key must be sound,
 * and R neither small nor with torsion). All of its vectors with a sound key are here, and one of each kind of unsound key.
 * Messages are text at the source: `ed25519vectors`, some with a number behind it.
 */
import type { SignatureGroup } from './signature-vector.ts';

const NAME = '65643235353139766563746f7273';

export const CCTV_SOUND_KEY: SignatureGroup = {
  key: 'ef75b20e7540e3dff77404193652ba2bd13df99c1508eee1515e27ae25f28076',
  rows: [
    [305, 'nothing special', `${NAME}2035`, 'b62cf890de42c413b11b1411c9f01f1c4d77aa87ef182258d1251f69af2a350640657f1cb030f12543549bbabd848dc6403d354e7c99c4d0dcee9f63c9033b00', true],
    [304, 'R the neutral point: fits, and is refused all the same', `${NAME}2037`, '0100000000000000000000000000000000000000000000000000000000000000330b30d6c1f07511e2208d233b6a34d4ed7109da2dea615bcd97daee3a842704', false],
    [316, 'R the neutral point with a sign', `${NAME}2035`, '01000000000000000000000000000000000000000000000000000000000000802d32f9eeccaa31dba2ff4ab4e196b61e2ee1648073bbb5f599dcff4f7ea02900', false],
    [317, 'R the neutral point with a sign, hashed without', `${NAME}2037`, '0100000000000000000000000000000000000000000000000000000000000080330b30d6c1f07511e2208d233b6a34d4ed7109da2dea615bcd97daee3a842704', false],
    [319, 'R the neutral point, not reduced', `${NAME}2036`, 'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f367b7a92fea8539e8793cf812e799e8ed342c635592e74323a8dfd38a06aea0b', false],
    [320, 'R the neutral point, not reduced, hashed reduced', `${NAME}2037`, 'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f330b30d6c1f07511e2208d233b6a34d4ed7109da2dea615bcd97daee3a842704', false],
    [322, 'R the neutral point, not reduced and with a sign', `${NAME}2036`, 'eefffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff8ee37866245b5ef5bb4863572672809b98d93997190c514ccff477ebcf82f0d', false],
    [323, 'R the neutral point, not reduced and with a sign, hashed as it should be', `${NAME}2037`, 'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff330b30d6c1f07511e2208d233b6a34d4ed7109da2dea615bcd97daee3a842704', false],
    [266, 'R of order 4', NAME, '0000000000000000000000000000000000000000000000000000000000000000ef1195f0610612912016b3ee33054829bcea20ae4de1e9343b1c4e2e15649003', false],
    [285, 'R the other of order 4', `${NAME}2038`, '00000000000000000000000000000000000000000000000000000000000000800a4940ad86a3df965346037e94d0796fa785353be5f5d25b5c3c1a507c63bf0d', false],
    [278, 'R of order 4, not reduced', `${NAME}2032`, 'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7fa83f56d4ca92da1f056c0bbaa0cc73cb350790210431ad647415c6a71242860c', false],
    [279, 'R of order 4, not reduced, hashed reduced', NAME, 'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7fef1195f0610612912016b3ee33054829bcea20ae4de1e9343b1c4e2e15649003', false],
    [297, 'R the other of order 4, not reduced', `${NAME}203139`, 'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff944508fdd2e7908fed1b0bbbef3342fd911990128cbaa8714b0d28a617d4b508', false],
    [298, 'R the other of order 4, not reduced, hashed reduced', `${NAME}2038`, 'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff0a4940ad86a3df965346037e94d0796fa785353be5f5d25b5c3c1a507c63bf0d', false],
    [335, 'R of order 8', `${NAME}203137`, '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05aac16c21847c8f77ede0e03571488e65c01bc418470acebc90a5f65a69c3c60f', false],
    [348, 'R the second of order 8', `${NAME}2036`, '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc8578b7a7a27ec214b774ab6434c7afe22bc3e6fa5f12d24e81dfbd99085789170b', false],
    [361, 'R the third of order 8', NAME, 'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037afe03e5c298e079a79794c3a820a61614325041fc4c1be84e6169092dd4e42a01', false],
    [374, 'R the fourth of order 8', `${NAME}2039`, 'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa6245db2e055cd96ba42d2e1330ef131eefb5502759cc731c8cf787d7fd2b5a0c', false],
    [387, 'R of order 2', `${NAME}203133`, 'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7fd2c8bb23568fc2c2ab61436089349253db3045d05634c2f50f67a88ab426e709', false],
    [399, 'R of order 2, with a sign', NAME, 'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffcffc829608ae700722e38df9eb9761d200a3c86e7ef6dde961ba9cc8691cbc07', false],
    [400, 'R of order 2, with a sign, hashed without', `${NAME}203133`, 'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffd2c8bb23568fc2c2ab61436089349253db3045d05634c2f50f67a88ab426e709', false],
    [267, 'R with torsion of order 4', `${NAME}2033`, '36684ea91032ba5b1dbab2d02f4debc74c3327f2b3802e2e4d371aa42b12b56b2d471882773a677af1e3824e757a33f8ddf7bbeaf3d28a09595eb8daa0d74a03', false],
    [286, 'R with the other torsion of order 4', `${NAME}203131`, 'b797b156efcd45a4e2454d2fd0b21438b3ccd80d4c7fd1d1b2c8e55bd4ed4a9426cc293b14d304864a4cd689cbcc23cb13fcb1098f9c434cc9ca7439c9cf2505', false],
    [336, 'R with torsion of order 8', `${NAME}2039`, '5ae36d433a7bd0efb150b6b04610d1986e3044c46b6ad69bae17aaf76b608d21fd3eacd8d7a35408e669bbf20fa791fc50be2a753015c51a7ff9554c4c540902', false],
    [349, 'R with the second torsion of order 8', `${NAME}2037`, 'fa9dde274f4820efb19a890f8ba2d8791710a4303ceef4aedf9dddc4e81a1f114aa4b690ec5d1502a0c77d89ede55349d93b2f4df581bc979f8f0adbe60da300', false],
    [362, 'R with the third torsion of order 8', `${NAME}2038`, 'f36121d8b0b7df104e6576f0745d2786e8ef5bcfc3110b512062223b17e5e0eedf2a56e3f9f022ace42aa6116f576e76d0f752df8a5c879feb2288236a882d03', false],
    [375, 'R with the fourth torsion of order 8', `${NAME}2035`, '931c92bcc5842f104eaf494fb9ef2e6791cfbb3b9495296451e85508949f72de5efb4cbf95ba7a317033c634a3bd174c2e36f6fb3a0b1d96608de7cfe4374d05', false],
    [388, 'R with torsion of order 2', `${NAME}2032`, '37d3076f21bd3bec4ee4ebee360fe0e3b288557810e7dda72edae09650d5caf9598a4afbe7b2a777d59b9dd15ed248f498090c35ea40d691bab0cee574467807', false],
  ],
};

/** Keys that must not be taken, by the number of the first vector read that has them. */
export const CCTV_UNSOUND_KEYS: readonly (readonly [id: number, shows: string, key: string])[] = [
  [268, 'the neutral point, with a sign', '0100000000000000000000000000000000000000000000000000000000000080'],
  [271, 'the neutral point, not reduced', 'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f'],
  [274, 'the neutral point, not reduced and with a sign', 'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff'],
  [302, 'the neutral point', '0100000000000000000000000000000000000000000000000000000000000000'],
];
