import { Connection } from '../../platform/graphql/connection.js';
import { Import, ImportError } from './import.entity.js';

/** A page of imports. */
export const ImportConnection = Connection(Import, 'Import');

/** A page of the reasons why rows were rejected. */
export const ImportErrorConnection = Connection(ImportError, 'ImportError');
