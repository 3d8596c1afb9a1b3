// What a team is asked about itself. Written for this app, given away under CC0-1.0, and meant to be changed with people
// who have lived it: a change of any words is a new version, and answers name the version that they were given to.

/** The four things that a team around a person works on. */
export const TEAM_THINGS = ['continuity', 'shared-accountability', 'client-led', 'innovative-practice'] as const;
export type TeamThing = (typeof TEAM_THINGS)[number];

/** A sentence that is answered from 0 (not at all) to 4 (all the time), or not at all. */
export interface Statement {
  /** Answers go by it, for ever. */
  readonly id: string;
  readonly words: string;
}

/** Statements as they were worded once. */
export interface Statements<S extends Statement = Statement> {
  readonly version: number;
  /** SPDX. */
  readonly licence: 'CC0-1.0';
  readonly least: 0;
  readonly most: 4;
  readonly statements: readonly S[];
}

/** *Team review*: everyone answers for themselves, the client too. Three statements for each of the four things. */
export const TEAM_REVIEW: Statements<Statement & { readonly thing: TeamThing }> = {
  version: 1,
  licence: 'CC0-1.0',
  least: 0,
  most: 4,
  statements: [
    { id: 'same-people', thing: 'continuity', words: 'The same people stay on this team.' },
    { id: 'through-change', thing: 'continuity', words: 'When a service changes, someone stays in touch through the change.' },
    { id: 'tell-it-once', thing: 'continuity', words: 'When someone new joins, nobody has to tell their story all over again.' },
    { id: 'talk-often', thing: 'shared-accountability', words: 'We talk to each other often enough.' },
    { id: 'plan-together', thing: 'shared-accountability', words: 'We plan for safety and support together.' },
    { id: 'own-it-together', thing: 'shared-accountability', words: 'When something goes wrong, we look at it together and learn.' },
    { id: 'their-goals', thing: 'client-led', words: 'The plan starts from what the person wants.' },
    { id: 'what-happened', thing: 'client-led', words: 'We think about what someone has been through before we act.' },
    { id: 'see-strengths', thing: 'client-led', words: 'We see strengths, and we say so.' },
    { id: 'try-new', thing: 'innovative-practice', words: 'We try new ways when the usual way does not work.' },
    { id: 'bend-rules', thing: 'innovative-practice', words: 'Our services make room for what this person needs.' },
    { id: 'pass-it-on', thing: 'innovative-practice', words: 'We tell the people who plan services what we learn.' },
  ],
};

/** *How is my team?*: the client alone answers. Eight, so that it takes a minute. */
export const MY_TEAM: Statements = {
  version: 1,
  licence: 'CC0-1.0',
  least: 0,
  most: 4,
  statements: [
    { id: 'turn-up', words: 'They turn up.' },
    { id: 'talk-to-each-other', words: 'They talk to each other.' },
    { id: 'listen', words: 'They listen to me.' },
    { id: 'i-know', words: 'I know what is happening.' },
    { id: 'i-decide', words: 'I decide.' },
    { id: 'i-feel-safe', words: 'I feel safe with them.' },
    { id: 'see-my-strengths', words: 'They see what I am good at.' },
    { id: 'stick-with-me', words: 'They stick with me.' },
  ],
};
