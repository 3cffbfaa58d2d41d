import { builder } from "../builder.ts";
import "./scalars.ts";
import "./location.ts";
import "./channel.ts";
import "./product.ts";
import "./products.ts";
import "./recipe.ts";
import "./stock-level.ts";
import "./listing.ts";
import "./order.ts";
import "./orders.ts";
import "./order-line.ts";
import "./shipment.ts";
import "./reservation.ts";
import "./operation.ts";
import "./movement.ts";
import "./sales.ts";
import "./viewer.ts";
import "./api-key.ts";
import "./adjust-stock.ts";
import "./receive-stock.ts";
import "./ship-order.ts";
import "./release-order.ts";
import "./stock-event.ts";

/** The whole API. */
export const schema = builder.toSchema();
