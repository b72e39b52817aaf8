import { ArgsType, Field, ID, InputType, PartialType } from '@nestjs/graphql';
import { Connection, ConnectionArgs } from '../../platform/graphql/connection.js';
import { ProductCategory } from './product-category.entity.js';
import { type OfferForm, OfferFormEnum, Product } from './product.entity.js';

/** A page of products. */
export const ProductConnection = Connection(Product, 'Product');

/** A page of product categories. */
export const ProductCategoryConnection = Connection(ProductCategory, 'ProductCategory');

@InputType({ description: 'Which products; what is given must all hold.' })
export class ProductFilter {
  @Field(() => String, {
    nullable: true,
    description: 'Part of the name, upper and lower case alike, or the whole external id.',
  })
  search?: string | null;

  @Field(() => ID, { nullable: true, description: 'Products of this category.' })
  categoryId?: string | null;
}

@ArgsType()
export class ProductListArgs extends ConnectionArgs {
  @Field(() => ProductFilter, { nullable: true, description: 'Which products.' })
  filter?: ProductFilter | null;
}

@InputType({ description: 'A new product category.' })
export class CreateProductCategoryInput {
  @Field({ description: "Code in the supplier's own systems, 1–100 characters; unique." })
  externalId: string;

  @Field({ description: 'Name, 1–200 characters.' })
  name: string;
}

@InputType({ description: 'What to change about a product category; what is left out stays.' })
export class UpdateProductCategoryInput extends PartialType(CreateProductCategoryInput) {}

@InputType({ description: 'A new product.' })
export class CreateProductInput {
  @Field({ description: "Number in the supplier's own systems, 1–100 characters; unique." })
  externalId: string;

  @Field({ description: 'Name, 1–200 characters.' })
  name: string;

  @Field(() => ID, { description: 'Its category.' })
  categoryId: string;

  @Field(() => String, { nullable: true, description: 'Unit of its quantities, up to 20 characters.' })
  unit?: string | null;

  @Field(() => OfferFormEnum, { nullable: true, description: 'How far it is made for one customer; default STANDARD.' })
  offerForm?: OfferForm | null;
}

@InputType({ description: 'What to change about a product: null clears the unit, what is left out stays.' })
export class UpdateProductInput extends PartialType(CreateProductInput) {}
