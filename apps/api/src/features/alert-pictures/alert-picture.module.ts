import { Module } from '@nestjs/common';
import { CONFIG, type Config } from '../../platform/config/config.js';
import { PictureLinks } from '../../platform/links/signed-links.js';
import { AlertModule } from '../alerts/alert.module.js';
import { AlertPictureController } from './alert-picture.controller.js';
import { AlertPictureFieldsResolver, AlertPictureResolver } from './alert-picture.resolver.js';
import { AlertPictureService } from './alert-picture.service.js';
import { PictureRenderer } from './picture-renderer.js';

@Module({
  imports: [AlertModule],
  controllers: [AlertPictureController],
  providers: [
    AlertPictureService,
    PictureRenderer,
    AlertPictureResolver,
    AlertPictureFieldsResolver,
    { provide: PictureLinks, inject: [CONFIG], useFactory: ({ secret }: Config) => new PictureLinks(secret) },
  ],
})
export class AlertPictureModule {}
