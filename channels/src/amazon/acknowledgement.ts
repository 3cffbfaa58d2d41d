import type { PlatformCancellation, PlatformOrder } from "../connector.ts";

/** Amazon's words for the hub's reasons. After NoInventory alone it does not put the units back on the listing. */
const reasons: Record<PlatformCancellation["reason"], string> = {
  out_of_stock: "NoInventory",
  asked_by_buyer: "BuyerCanceled",
  other: "GeneralAdjustment",
};

/** The document that cancels a whole order (Amazon's OrderAcknowledgement.xsd, release 4.1; feed type still listed in July 2025). */
export function acknowledgement(
  sellerId: string,
  { platformOrderId, lines }: PlatformOrder,
  reason: PlatformCancellation["reason"],
): string {
  const items = lines
    .filter(({ ordered, cancelled }) => ordered > cancelled)
    .map(
      ({ platformLineId }) =>
        `<Item><AmazonOrderItemCode>${inXml(platformLineId)}</AmazonOrderItemCode><CancelReason>${reasons[reason]}</CancelReason></Item>`,
    );
  return `<?xml version="1.0" encoding="UTF-8"?>
<AmazonEnvelope xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:noNamespaceSchemaLocation="amzn-envelope.xsd">
<Header><DocumentVersion>1.01</DocumentVersion><MerchantIdentifier>${inXml(sellerId)}</MerchantIdentifier></Header>
<MessageType>OrderAcknowledgement</MessageType>
<Message><MessageID>1</MessageID><OrderAcknowledgement><AmazonOrderID>${inXml(platformOrderId)}</AmazonOrderID>
<StatusCode>Failure</StatusCode>${items.join("")}</OrderAcknowledgement></Message>
</AmazonEnvelope>`;
}

function inXml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

const textLengthMax = 500;

/** Why a processing report refuses its one message; null when it refuses nothing. */
export function refusalIn(report: string): string | null {
  if (!/<ResultCode>\s*Error\s*<\/ResultCode>/.test(report)) return null;
  const [, why] = /<ResultDescription>([^<]*)<\/ResultDescription>/.exec(report) ?? [];
  return why?.trim().slice(0, textLengthMax) || "Amazon does not say why";
}
