import { format, resolveConfig } from 'prettier';
import { expect, it } from 'vitest';
import * as z from 'zod/mini';
import { ITEM_KINDS, itemSchemaOf } from '../../../src/record/items.ts';

const file = new URL('../../../docs/items.schema.json', import.meta.url).pathname;

it('the published schema of items is that of the code (`npx vitest run --project unit tests/unit/record/item-schema.test.ts -u` writes it)', async () => {
  const schema = {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Items of an Around Me record',
    description:
      'Each item is a map in `items` of its page, under 16 random bytes in hex. Who made it, and when, is in the seal of its entry and never in the item. What fits none of these is kept and shown as one that this version cannot show.',
    $defs: Object.fromEntries(
      ITEM_KINDS.toSorted().map((kind) => [kind, { ...z.toJSONSchema(itemSchemaOf(kind), { io: 'input' }), $schema: undefined }]),
    ),
    oneOf: ITEM_KINDS.toSorted().map((kind) => ({ $ref: `#/$defs/${kind}` })),
  };
  const text = await format(JSON.stringify(schema), { ...(await resolveConfig(file)), parser: 'json' });
  await expect(text).toMatchFileSnapshot(file);
});
