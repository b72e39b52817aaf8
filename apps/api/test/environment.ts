import 'reflect-metadata';

process.env['LOG_LEVEL'] ??= 'silent';
// As where it serves people; graphql-js else asks of every value it meets whether it comes from a second copy of itself.
process.env['NODE_ENV'] = 'production';
