import type { Picture } from '#team';
import igloo from './drawn/igloo.svg?url';
import kettle from './drawn/kettle.svg?url';
import pumpkin from './drawn/pumpkin.svg?url';

// Twemoji's drawings (CC-BY 4.0), by code point: the same on every device, unlike a system's own. Three are drawn here.
const DRAWINGS: Readonly<Record<Exclude<Picture, 'igloo' | 'kettle' | 'pumpkin'>, string>> = {
  anchor: '2693',
  apple: '1f34e',
  balloon: '1f388',
  banana: '1f34c',
  basket: '1f9fa',
  bell: '1f514',
  bicycle: '1f6b2',
  boat: '26f5',
  book: '1f4d6',
  bus: '1f68c',
  butterfly: '1f98b',
  cactus: '1f335',
  camel: '1f42b',
  carrot: '1f955',
  castle: '1f3f0',
  cat: '1f408',
  chair: '1fa91',
  cheese: '1f9c0',
  clock: '1f570',
  crown: '1f451',
  dolphin: '1f42c',
  door: '1f6aa',
  drum: '1f941',
  elephant: '1f418',
  feather: '1fab6',
  fish: '1f41f',
  flower: '1f337',
  frog: '1f438',
  giraffe: '1f992',
  glasses: '1f453',
  guitar: '1f3b8',
  hedgehog: '1f994',
  house: '1f3e0',
  kite: '1fa81',
  ladder: '1fa9c',
  leaf: '1f343',
  lemon: '1f34b',
  lion: '1f981',
  moon: '1f319',
  mushroom: '1f344',
  octopus: '1f419',
  owl: '1f989',
  paintbrush: '1f58c',
  penguin: '1f427',
  piano: '1f3b9',
  rabbit: '1f407',
  rainbow: '1f308',
  robot: '1f916',
  sandwich: '1f96a',
  scarf: '1f9e3',
  shoe: '1f45f',
  snail: '1f40c',
  strawberry: '1f353',
  teapot: '1fad6',
  tent: '26fa',
  tree: '1f333',
  trumpet: '1f3ba',
  turtle: '1f422',
  umbrella: '2602',
  window: '1fa9f',
  zebra: '1f993',
};

const files = import.meta.glob<string>(
  '/node_modules/@twemoji/svg/{2693,1f34e,1f388,1f34c,1f9fa,1f514,1f6b2,26f5,1f4d6,1f68c,1f98b,1f335,1f42b,1f955,1f3f0,1f408,1fa91,1f9c0,1f570,1f451,1f42c,1f6aa,1f941,1f418,1fab6,1f41f,1f337,1f438,1f992,1f453,1f3b8,1f994,1f3e0,1fa81,1fa9c,1f343,1f34b,1f981,1f319,1f344,1f419,1f989,1f58c,1f427,1f3b9,1f407,1f308,1f916,1f96a,1f9e3,1f45f,1f40c,1f353,1fad6,26fa,1f333,1f3ba,1f422,2602,1fa9f,1f993}.svg',
  { query: '?url', import: 'default', eager: true },
);

const OWN = { igloo, kettle, pumpkin } as const;

const isOwn = (picture: Picture): picture is keyof typeof OWN => picture in OWN;

/** Where the drawing of a picture lies. */
export const drawingOf = (picture: Picture): string =>
  isOwn(picture) ? OWN[picture] : (files[`/node_modules/@twemoji/svg/${DRAWINGS[picture]}.svg`] ?? '');
