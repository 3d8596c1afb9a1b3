import { describeVectors } from '../../vectors/external/check-vectors.ts';

describeVectors();
