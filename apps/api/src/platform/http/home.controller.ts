import { Controller, Get, Header } from '@nestjs/common';
import { Allow } from '../auth/allow.decorator.js';

/** The page behind the bare address: where everything is. */
@Controller()
export class HomeController {
  @Get()
  @Allow('public')
  @Header('content-type', 'text/html; charset=utf-8')
  home(): string {
    return HOME_PAGE;
  }
}

const HOME_PAGE = `<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Mortise</title>
<style>body{font:1rem/1.6 system-ui,sans-serif;max-width:40rem;margin:3rem auto;padding:0 1rem;color-scheme:light dark}</style>
<h1>Mortise 榫卯</h1>
<ul>
<li><a href="/graphql">GraphiQL for staff</a></li>
<li><a href="/portal/">Portal for buyers</a></li>
<li><a href="/mail">Mail sent (demo)</a></li>
<li><a href="/health/ready">Health</a> · <a href="/metrics">Metrics</a></li>
</ul></html>`;
