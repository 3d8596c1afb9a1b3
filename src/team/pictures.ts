/**
 * The 64 pictures that two people compare: plain things, told apart when said aloud and when drawn small, and none that could
 * frighten. Their order is part of the protocol: each stands for 6 bits, and none ever moves. Drawings are made under these names.
 */
export const PICTURES = [
  'anchor',
  'apple',
  'balloon',
  'banana',
  'basket',
  'bell',
  'bicycle',
  'boat',
  'book',
  'bus',
  'butterfly',
  'cactus',
  'camel',
  'carrot',
  'castle',
  'cat',
  'chair',
  'cheese',
  'clock',
  'crown',
  'dolphin',
  'door',
  'drum',
  'elephant',
  'feather',
  'fish',
  'flower',
  'frog',
  'giraffe',
  'glasses',
  'guitar',
  'hedgehog',
  'house',
  'igloo',
  'kettle',
  'kite',
  'ladder',
  'leaf',
  'lemon',
  'lion',
  'moon',
  'mushroom',
  'octopus',
  'owl',
  'paintbrush',
  'penguin',
  'piano',
  'pumpkin',
  'rabbit',
  'rainbow',
  'robot',
  'sandwich',
  'scarf',
  'shoe',
  'snail',
  'strawberry',
  'teapot',
  'tent',
  'tree',
  'trumpet',
  'turtle',
  'umbrella',
  'window',
  'zebra',
] as const;

export type Picture = (typeof PICTURES)[number];

/** Four pictures: 24 bits. */
export type PictureRow = readonly [Picture, Picture, Picture, Picture];

/** The row that three bytes stand for: six bits a picture, the first bits first. */
export const rowOf = (bytes: Uint8Array): PictureRow => {
  const [a = 0, b = 0, c = 0] = bytes;
  return [pictureOf(a >> 2), pictureOf(((a & 3) << 4) | (b >> 4)), pictureOf(((b & 15) << 2) | (c >> 6)), pictureOf(c & 63)];
};

const pictureOf = (six: number): Picture => {
  const picture = PICTURES[six];
  if (!picture) throw new RangeError('Six bits make a picture.');
  return picture;
};
