/** The screens of *Team learning* beside its first one, by the second part of their address. */
export const PARTS = ['reflections', 'barriers', 'thanks', 'turned-up', 'continuity', 'review', 'my-team'] as const;
export type Part = (typeof PARTS)[number];

export const isPart = (value: string): value is Part => PARTS.some((one) => one === value);
