import { Module } from '@nestjs/common';
import { PictureAnswers } from './picture-answers.js';
import { PictureRenderer } from './picture-renderer.js';
import { PictureResolver } from './picture.resolver.js';

@Module({ providers: [PictureRenderer, PictureAnswers, PictureResolver], exports: [PictureAnswers] })
export class PictureModule {}
