const money = (amount: string) => ({ shopMoney: { amount, currencyCode: "CAD" } });
const paid = (amount: string) => [{ kind: "SALE", status: "SUCCESS", gateway: "manual", amountSet: money(amount) }];

/** The order that the recorded store paid back whole. */
export const refundedOrder = {
  id: "gid://shopify/Order/8838022103346",
  input: {
    currency: "CAD",
    lineItems: [{ title: "Hermes refundable full item", quantity: 1, priceSet: money("10.00") }],
    shippingLines: [{ title: "Standard", priceSet: money("5.00") }],
    transactions: paid("15.00"),
  },
};

/** The order that the recorded store cancelled and paid back. */
export const cancelledOrder = {
  id: "gid://shopify/Order/8735479398706",
  input: {
    currency: "CAD",
    lineItems: [{ title: "Order cancel restock/refundMethod item", quantity: 2, priceSet: money("10.00") }],
    transactions: paid("20.00"),
  },
};
