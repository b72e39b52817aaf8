import type {
  DeepPartial,
  EntityManager,
  EntityTarget,
  FindManyOptions,
  FindOptionsWhere,
  ObjectLiteral,
} from 'typeorm';
import type { QueryDeepPartialEntity } from 'typeorm/query-builder/QueryPartialEntity.js';

/** A row of tenant data. */
export interface TenantRow extends ObjectLiteral {
  tenantId: string;
}

type Where<E extends TenantRow> = Omit<FindOptionsWhere<E>, 'tenantId'>;
type Values<E extends TenantRow> = Omit<DeepPartial<E>, 'tenantId'>;

/**
 * The rows of one table that belong to one tenant. Reads, changes and inserts always carry the tenant;
 * there is no way to ask it for another one.
 */
export class TenantRepository<E extends TenantRow> {
  constructor(
    private readonly manager: EntityManager,
    private readonly target: EntityTarget<E>,
    private readonly tenantId: string,
  ) {}

  find(where: Where<E>, options: Pick<FindManyOptions<E>, 'order' | 'take'> = {}): Promise<E[]> {
    return this.manager.find(this.target, { ...options, where: this.mine(where) });
  }

  findOne(where: Where<E>): Promise<E | null> {
    return this.manager.findOne(this.target, { where: this.mine(where) });
  }

  /** As {@link findOne}, keeping the row locked until the transaction ends. */
  findOneForUpdate(where: Where<E>): Promise<E | null> {
    return this.manager.findOne(this.target, { where: this.mine(where), lock: { mode: 'pessimistic_write' } });
  }

  exists(where: Where<E>): Promise<boolean> {
    return this.manager.exists(this.target, { where: this.mine(where) });
  }

  async insert(values: Values<E> | readonly Values<E>[]): Promise<void> {
    const rows = (Array.isArray(values) ? values : [values]).map((value) => ({ ...value, tenantId: this.tenantId }));
    await this.manager.insert(this.target, rows as unknown as QueryDeepPartialEntity<E>[]);
  }

  /** @returns how many rows were changed. */
  async update(where: Where<E>, set: Values<E>): Promise<number> {
    const result = await this.manager.update(
      this.target,
      this.mine(where),
      set as unknown as QueryDeepPartialEntity<E>,
    );
    return result.affected ?? 0;
  }

  /** @returns how many rows were deleted. */
  async delete(where: Where<E>): Promise<number> {
    const result = await this.manager.delete(this.target, this.mine(where));
    return result.affected ?? 0;
  }

  private mine(where: Where<E>): FindOptionsWhere<E> {
    return { ...where, tenantId: this.tenantId } as FindOptionsWhere<E>;
  }
}
