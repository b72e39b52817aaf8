import { Module } from '@nestjs/common';
import { CONFIG, type Config } from '../../platform/config/config.js';
import { PictureLinks } from '../../platform/links/signed-links.js';
import { PictureModule } from '../../platform/pictures/picture.module.js';
import { AlertModule } from '../alerts/alert.module.js';
import { AlertPictureController } from './alert-picture.controller.js';
import { AlertPictureResolver } from './alert-picture.resolver.js';
import { AlertPictureService } from './alert-picture.service.js';

@Module({
  imports: [AlertModule, PictureModule],
  controllers: [AlertPictureController],
  providers: [
    AlertPictureService,
    AlertPictureResolver,
    { provide: PictureLinks, inject: [CONFIG], useFactory: ({ secret }: Config) => new PictureLinks(secret) },
  ],
})
export class AlertPictureModule {}
