import { Module } from '@nestjs/common';
import { ProductCategoryResolver } from './product-category.resolver.js';
import { ProductCategoryService } from './product-category.service.js';
import { ProductResolver } from './product.resolver.js';
import { ProductService } from './product.service.js';

@Module({
  providers: [ProductService, ProductCategoryService, ProductResolver, ProductCategoryResolver],
})
export class ProductModule {}
