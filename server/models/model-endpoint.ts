import { Model, type TransactionOrKnex } from 'objection';

/** A model at an address that has called a tool at some time. */
export class ModelEndpoint extends Model {
  static override tableName = 'modelEndpoints';
  static override idColumn = 'endpoint';

  declare endpoint: string;
  declare calledToolsAt: Date;

  /** Keeps, once and for all, that an endpoint calls tools. */
  static async noteCall(connection: TransactionOrKnex, endpoint: string): Promise<void> {
    await ModelEndpoint.query(connection).insert({ endpoint }).onConflict('endpoint').ignore();
  }

  static async hasCalled(connection: TransactionOrKnex, endpoint: string): Promise<boolean> {
    return (await ModelEndpoint.query(connection).findById(endpoint).select('endpoint')) !== undefined;
  }
}
