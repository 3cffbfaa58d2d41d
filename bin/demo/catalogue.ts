import { demoEan } from "./ean.ts";

export interface DemoProduct {
  sku: string;
  title: string;
  barcode: string;
  /** How often it is bought, compared with others. */
  velocity: number;
  price: number;
}

/** The demo shop sells things for house and table: each family in its colours and sizes. */
const families: { code: string; title: string; price: number; colours: Colour[]; sizes: string[] }[] = [
  {
    code: "MUG",
    title: "Mug, stoneware",
    price: 9.95,
    colours: ["WHT", "SND", "TER", "BLU", "GRN", "BLK"],
    sizes: ["25CL", "35CL"],
  },
  { code: "CUP", title: "Espresso cup, stoneware", price: 6.5, colours: ["WHT", "SND", "TER", "BLU"], sizes: ["8CL"] },
  {
    code: "PLT",
    title: "Plate, stoneware",
    price: 12.5,
    colours: ["WHT", "SND", "TER", "BLU", "GRN"],
    sizes: ["21CM", "27CM"],
  },
  {
    code: "BWL",
    title: "Bowl, stoneware",
    price: 11.95,
    colours: ["WHT", "SND", "TER", "BLU", "GRN"],
    sizes: ["15CM", "22CM"],
  },
  {
    code: "CND",
    title: "Candle, soy wax",
    price: 14.95,
    colours: ["WHT", "SND", "TER", "GRN", "BLK"],
    sizes: ["S", "M", "L"],
  },
  {
    code: "TWL",
    title: "Tea towel, linen",
    price: 8.95,
    colours: ["WHT", "SND", "TER", "BLU", "GRN", "BLK"],
    sizes: ["50X70"],
  },
  {
    code: "NAP",
    title: "Napkins, linen, set of 4",
    price: 24.95,
    colours: ["WHT", "SND", "TER", "BLU", "GRN"],
    sizes: ["45X45"],
  },
  {
    code: "TBC",
    title: "Tablecloth, linen",
    price: 59,
    colours: ["WHT", "SND", "TER", "BLU"],
    sizes: ["140X200", "140X250", "150X300"],
  },
  {
    code: "CSH",
    title: "Cushion, cotton",
    price: 29.95,
    colours: ["WHT", "SND", "TER", "BLU", "GRN", "BLK"],
    sizes: ["40X40", "50X50"],
  },
  {
    code: "THR",
    title: "Throw, wool",
    price: 89,
    colours: ["SND", "TER", "BLU", "GRN"],
    sizes: ["130X170", "150X200"],
  },
  {
    code: "VAS",
    title: "Vase, glass",
    price: 22.5,
    colours: ["CLR", "SND", "BLU", "GRN"],
    sizes: ["15CM", "25CM", "40CM"],
  },
  { code: "CRF", title: "Carafe, glass", price: 27.5, colours: ["CLR", "BLU", "GRN"], sizes: ["75CL", "1L"] },
  { code: "GLS", title: "Water glass", price: 5.95, colours: ["CLR", "SND", "BLU", "GRN"], sizes: ["20CL", "35CL"] },
  { code: "BRD", title: "Serving board, oak", price: 34.95, colours: ["NAT", "BLK"], sizes: ["S", "M", "L"] },
  { code: "SPN", title: "Wooden spoon, olive", price: 7.5, colours: ["NAT"], sizes: ["25CM", "30CM", "35CM"] },
  { code: "KNF", title: "Kitchen knife", price: 49.95, colours: ["NAT", "BLK"], sizes: ["12CM", "20CM"] },
  { code: "PAN", title: "Skillet, cast iron", price: 64.95, colours: ["BLK"], sizes: ["20CM", "24CM", "28CM"] },
  {
    code: "POT",
    title: "Plant pot, terracotta",
    price: 13.95,
    colours: ["TER", "WHT", "BLK", "SND"],
    sizes: ["12CM", "16CM", "22CM"],
  },
  { code: "BSK", title: "Basket, seagrass", price: 32.5, colours: ["NAT", "BLK"], sizes: ["S", "M", "L"] },
  { code: "APR", title: "Apron, cotton", price: 26.95, colours: ["SND", "TER", "BLU", "GRN", "BLK"], sizes: ["ONE"] },
  {
    code: "BTH",
    title: "Bath towel, organic cotton",
    price: 19.95,
    colours: ["WHT", "SND", "TER", "BLU", "GRN"],
    sizes: ["50X100", "70X140"],
  },
  {
    code: "SOP",
    title: "Hand soap, refillable",
    price: 12.95,
    colours: ["WHT", "SND", "GRN"],
    sizes: ["30CL", "50CL"],
  },
  { code: "FRM", title: "Picture frame, oak", price: 17.95, colours: ["NAT", "BLK", "WHT"], sizes: ["A5", "A4", "A3"] },
  { code: "LMP", title: "Table lamp, paper shade", price: 69, colours: ["WHT", "TER", "BLK"], sizes: ["30CM", "45CM"] },
];

const colourNames = {
  ...{ WHT: "white", SND: "sand", TER: "terracotta", BLU: "dusk blue", GRN: "olive green", BLK: "black" },
  ...{ CLR: "clear", NAT: "natural" },
};
type Colour = keyof typeof colourNames;

/** Every plain product of the demo, the same at every start. */
export function demoProducts(): DemoProduct[] {
  const products: DemoProduct[] = [];
  for (const { code, title, price, colours, sizes } of families) {
    for (const colour of colours) {
      for (const [place, size] of sizes.entries()) {
        const number = products.length + 1;
        products.push({
          sku: `${code}-${colour}-${size}`,
          title: `${title}, ${colourNames[colour]}, ${sizeName(size)}`,
          barcode: demoEan(10_000 + number),
          velocity: 1 + ((number * 37) % 100) ** 2 / 400,
          price: Math.round(price * (1 + place * 0.35) * 100) / 100,
        });
      }
    }
  }
  return products;
}

function sizeName(size: string): string {
  return size
    .toLowerCase()
    .replace("x", " × ")
    .replace(/(\d)(cm|cl|l)$/, "$1 $2")
    .replace("one", "one size");
}

export interface DemoBundle extends DemoProduct {
  parts: { sku: string; quantity: number }[];
  policy: "split" | "one_parcel";
}

/** Gift sets: each lowers its parts, and each part lowers every set that holds it. */
export function demoBundles(): DemoBundle[] {
  const sets: [sku: string, title: string, price: number, parts: Record<string, number>][] = [
    ["SET-TEA-WHT", "Gift set Tea for two, white", 29.95, { "MUG-WHT-25CL": 2, "TWL-WHT-50X70": 1 }],
    ["SET-TEA-TER", "Gift set Tea for two, terracotta", 29.95, { "MUG-TER-25CL": 2, "TWL-TER-50X70": 1 }],
    ["SET-ESP-SND", "Espresso set of 6, sand", 35.0, { "CUP-SND-8CL": 6 }],
    ["SET-ESP-BLU", "Espresso set of 6, dusk blue", 35.0, { "CUP-BLU-8CL": 6 }],
    ["SET-EVE-GRN", "Gift set Quiet evening", 49.95, { "CND-GRN-M": 1, "THR-GRN-130X170": 1, "MUG-GRN-35CL": 1 }],
    ["SET-DIN-WHT", "Dinner for four, white", 129.0, { "PLT-WHT-27CM": 4, "BWL-WHT-15CM": 4, "GLS-CLR-20CL": 4 }],
    ["SET-DIN-SND", "Dinner for four, sand", 129.0, { "PLT-SND-27CM": 4, "BWL-SND-15CM": 4, "GLS-SND-20CL": 4 }],
    ["SET-BAR-CLR", "Carafe with six glasses", 54.95, { "CRF-CLR-1L": 1, "GLS-CLR-20CL": 6 }],
    ["SET-BTH-WHT", "Bath set, white", 65.0, { "BTH-WHT-50X100": 2, "BTH-WHT-70X140": 1, "SOP-WHT-50CL": 1 }],
    ["SET-COOK-NAT", "First kitchen", 119.0, { "PAN-BLK-24CM": 1, "SPN-NAT-30CM": 2, "KNF-NAT-20CM": 1 }],
    ["SET-GRD-TER", "Window sill garden", 39.95, { "POT-TER-12CM": 3, "APR-TER-ONE": 1 }],
    ["SET-WRM-TER", "Warm welcome", 45.0, { "CND-TER-L": 1, "CSH-TER-40X40": 1, "FRM-NAT-A5": 1 }],
  ];
  return sets.map(([sku, title, price, parts], place) => ({
    ...{ sku, title, price, barcode: demoEan(20_000 + place), velocity: 8, policy: place % 3 ? "split" : "one_parcel" },
    parts: Object.entries(parts).map(([part, quantity]) => ({ sku: part, quantity })),
  }));
}
