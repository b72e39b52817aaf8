import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { BigIntScalar, DateTimeScalar } from '../../platform/graphql/scalars.js';
import { IMPORT_KINDS, type ImportKindName } from './import-kind.js';

/** GraphQL enum of the kinds of import, spelt as GraphQL demands. */
export const ImportKindEnum: Readonly<Record<string, ImportKindName>> = Object.fromEntries(
  IMPORT_KINDS.map((kind) => [kind.toUpperCase().replaceAll('-', '_'), kind]),
);
registerEnumType(ImportKindEnum, { name: 'ImportKind', description: 'What a file holds.' });

/** GraphQL enum of the states of an import. */
export const ImportStatusEnum = {
  RUNNING: 'RUNNING',
  SUCCEEDED: 'SUCCEEDED',
  FAILED: 'FAILED',
  UNDOING: 'UNDOING',
  UNDONE: 'UNDONE',
} as const;
registerEnumType(ImportStatusEnum, {
  name: 'ImportStatus',
  description:
    'RUNNING: the file is being read. SUCCEEDED: read to its end. FAILED: it ended early; what was added until then stays. UNDOING: it is being taken back; if that fails, it is again what it was. UNDONE: taken back.',
});

@ObjectType({ description: 'How many things an import created on the way.' })
export class ImportCreated {
  @Field(() => Int, { description: 'Accounts.' })
  accounts: number;

  @Field(() => Int, { description: 'Products.' })
  products: number;

  @Field(() => Int, { description: 'Product categories.' })
  categories: number;
}

@Entity('import')
@ObjectType({ description: 'A file that was, or is being, loaded. Rows read = added + unchanged + rejected.' })
export class Import {
  @PrimaryColumn('uuid')
  tenantId: string;

  @PrimaryColumn('uuid')
  @Field(() => ID, { description: 'Identifier.' })
  id: string;

  @Column('text')
  @Field(() => ImportKindEnum, { description: 'What the file holds.' })
  kind: string;

  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true, description: "The file's name, when the sender told it." })
  fileName: string | null;

  @Column('text')
  @Field(() => ImportStatusEnum, { description: 'How far it is.' })
  status: string;

  @Column('bigint')
  @Field(() => BigIntScalar, { description: 'Bytes received.' })
  bytes: string;

  @Column('bigint', { nullable: true })
  @Field(() => BigIntScalar, { nullable: true, description: 'Bytes announced; null when the sender did not know.' })
  totalBytes: string | null;

  @Column('bigint')
  @Field(() => BigIntScalar, { description: 'Rows dealt with so far; header and empty lines do not count.' })
  rowsRead: string;

  @Column('bigint')
  @Field(() => BigIntScalar, { description: 'Rows that added something.' })
  rowsAdded: string;

  @Column('bigint')
  @Field(() => BigIntScalar, {
    description: 'Of the rows that added something, those that corrected a fact: none without `onChange=correct`.',
  })
  rowsCorrected: string;

  @Column('bigint')
  @Field(() => BigIntScalar, { description: 'Rows that were there already.' })
  rowsUnchanged: string;

  @Column('bigint')
  @Field(() => BigIntScalar, { description: 'Rows that were not taken in; see `errors`.' })
  rowsRejected: string;

  @Column('jsonb')
  @Field(() => ImportCreated, { description: 'What was created on the way.' })
  createdMissing: ImportCreated;

  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true, description: 'Stable code of what ended it early.' })
  errorCode: string | null;

  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true, description: 'What ended it early, for people.' })
  error: string | null;

  @Column('text')
  @Field({ description: 'Who started it: `staff:<id>` or `system:<name>`.' })
  startedBy: string;

  @Column('timestamptz')
  @Field(() => DateTimeScalar, { description: 'When it began.' })
  startedAt: Date;

  @Column('timestamptz', { nullable: true })
  @Field(() => DateTimeScalar, { nullable: true, description: 'When it ended; null while it runs.' })
  finishedAt: Date | null;

  @Column('timestamptz', { nullable: true })
  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was taken back.' })
  undoneAt: Date | null;

  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true, description: 'Who took it back.' })
  undoneBy: string | null;
}

@ObjectType({ description: 'One reason why a row was not taken in. A row may have several.' })
export class ImportError {
  @Field(() => BigIntScalar, {
    description: 'Row in the file as a spreadsheet shows it: the header is row 1, for NDJSON the first line is.',
  })
  rowNumber: string;

  @Field(() => Int, { description: "Place among the row's reasons, from 0." })
  ordinal: number;

  @Field(() => String, { nullable: true, description: 'Heading of the column; null when the whole row is meant.' })
  column: string | null;

  @Field({ description: 'Stable code, for example NOT_A_DATE.' })
  code: string;

  @Field(() => String, { nullable: true, description: 'What stood there, up to 200 characters.' })
  value: string | null;

  @Field({ description: 'What is wrong, for people.' })
  message: string;
}
