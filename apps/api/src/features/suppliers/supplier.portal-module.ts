import { Module } from '@nestjs/common';
import { SupplierPortalResolver } from './supplier.portal-resolver.js';

@Module({ providers: [SupplierPortalResolver] })
export class SupplierPortalModule {}
