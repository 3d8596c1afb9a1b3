import { easy } from '../easy/index.ts';

export default easy;
