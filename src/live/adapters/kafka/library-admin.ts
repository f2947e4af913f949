import { Admin, type CallbackWithPromise, kListApis } from "@platformatic/kafka";

type Apis = Parameters<Parameters<Admin[typeof kListApis]>[0]>[1];

/**
 * The library's admin, which chooses the newest version of each request that both sides know.
 *
 * Its Metadata requests of version 11 are malformed (1.35.0): brokers of Kafka 2.8 to 3.0, which know no
 * newer one, hang up. Version 10 is well.
 */
export class LibraryAdmin extends Admin {
  override [kListApis](callback: CallbackWithPromise<NonNullable<Apis>>): void {
    super[kListApis]((error, apis) => {
      if (apis === undefined || apis === null) callback(error);
      else callback(null, apis.map(withoutMalformed));
    });
  }
}

function withoutMalformed(api: NonNullable<Apis>[number]): NonNullable<Apis>[number] {
  return api.name === "Metadata" && api.maxVersion === 11 ? { ...api, maxVersion: 10 } : api;
}
