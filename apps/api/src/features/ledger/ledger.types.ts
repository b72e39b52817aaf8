import { LEDGER_KIND_CODES, type LedgerField, type LedgerKind } from '@mortise/domain';
import type { Type } from '@nestjs/common';
import { Field, Float, ID, InputType, Int, ObjectType, type ReturnTypeFunc } from '@nestjs/graphql';
import { Money } from '../../platform/graphql/money.type.js';
import { BigIntScalar, DateScalar } from '../../platform/graphql/scalars.js';
import { Complaint } from '../complaints/complaint.model.js';
import { Contact } from '../contacts/contact.entity.js';
import { Product } from '../products/product.entity.js';
import { ProductCategory } from '../products/product-category.entity.js';
import { ConfidenceEnum } from '../shares/share.types.js';
import { StaffMember } from '../staff/staff-member.entity.js';
import { fieldEnum } from './ledger.codes.js';
import { describeField, labelOf } from './ledger.describe.js';
import { filledHow } from './ledger.filled.js';
import { fieldsOf, pascal, valueName } from './ledger.names.js';

@InputType({ description: 'An amount of money.' })
export class LedgerMoneyInput {
  @Field(() => BigIntScalar, { description: 'Minor units, from 0.' })
  minor: string;

  @Field(() => String, { nullable: true, description: "ISO 4217; the supplier's currency unless told." })
  currency?: string | null;
}

type Reference = Extract<LedgerField, { type: 'REFERENCE' }>['to'];

/** What a reference leads to, where that is a type of the schema. */
const REFERRED: Readonly<Partial<Record<Reference, () => Type>>> = {
  CONTACT: () => Contact,
  STAFF: () => StaffMember,
  PRODUCT: () => Product,
  CATEGORY: () => ProductCategory,
  COMPLAINT: () => Complaint,
};

/** The types of one kind: what its entries say, and what is said to record one. */
export interface KindTypes {
  readonly details: Type;
  readonly input: Type;
}

/** A class that gets its members from a declaration. */
function declaredClass(): Type {
  // eslint-disable-next-line @typescript-eslint/no-extraneous-class -- what it has is declared elsewhere
  return class {};
}

function detailsOf(kind: LedgerKind): Type {
  const Details = declaredClass();
  for (const [name, field] of fieldsOf(kind)) {
    const [description, nullable] = [describeField(name, field), field.optional === true];
    // A list without anything in it says nothing, as a missing one does.
    const options = { description, nullable: nullable && field.type !== 'CODES' };
    Field(outputOf(kind, name, field), options)(Details.prototype as object, valueName(name, field));
    const referred = field.type === 'REFERENCE' ? REFERRED[field.to] : undefined;
    if (referred) {
      const seen = `${description} Null where you may not see it.`;
      Field(() => referred(), { description: seen, nullable: true })(Details.prototype as object, name);
    }
  }
  ObjectType(`${pascal(kind)}Details`, { description: `${labelOf(kind)}: what an entry says.` })(Details);
  return Details;
}

function inputOf(kind: LedgerKind): Type {
  const Input = declaredClass();
  const add = (name: string, type: ReturnTypeFunc, description: string, nullable: boolean): void =>
    Field(type, { description, nullable })(Input.prototype as object, name) as void;
  add('accountId', () => ID, 'The account it was observed at.', false);
  for (const [name, field] of fieldsOf(kind)) {
    const filled = filledHow(kind, name);
    const words = `${describeField(name, field)}${filled ? ` ${filled}` : ''}`;
    const type: ReturnTypeFunc = field.type === 'MONEY' ? () => LedgerMoneyInput : outputOf(kind, name, field);
    add(valueName(name, field), type, words, field.optional === true || filled !== undefined);
  }
  add('observedOn', () => DateScalar, 'The day it was observed; today unless told.', true);
  add('observedById', () => ID, 'Who of the staff observed it, where that was not you.', true);
  add('source', () => String, 'Where it is known from, up to 200 characters; `own observation` unless told.', true);
  add('confidence', () => ConfidenceEnum, 'How far it can be trusted; A unless told.', true);
  add(
    'corrects',
    () => ID,
    'The entry that this one corrects, of the same account and kind. It stays in the history.',
    true,
  );
  add('reason', () => String, 'Why the entry is corrected, up to 500 characters.', true);
  const description = `${labelOf(kind)}: what is recorded.`;
  InputType(`Record${pascal(kind)}Input`, { description })(Input);
  return Input;
}

function outputOf(kind: LedgerKind, name: string, field: LedgerField): ReturnTypeFunc {
  switch (field.type) {
    case 'CODE': {
      const type = fieldEnum(kind, name, field.codes);
      return () => type;
    }
    case 'CODES': {
      const type = fieldEnum(kind, name, field.codes);
      return () => [type] as unknown as [Type];
    }
    case 'TEXT':
      return () => String;
    case 'NUMBER':
      return field.whole ? () => Int : () => Float;
    case 'MONEY':
      return () => Money;
    case 'DATE':
      return () => DateScalar;
    case 'FLAG':
      return () => Boolean;
    case 'REFERENCE':
      return () => ID;
  }
}

/** The types of every kind, made from the declarations. */
export const KIND_TYPES: ReadonlyMap<LedgerKind, KindTypes> = new Map(
  LEDGER_KIND_CODES.map((kind) => [kind, { details: detailsOf(kind), input: inputOf(kind) }]),
);
