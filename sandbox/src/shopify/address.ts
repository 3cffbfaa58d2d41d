import type { Order } from "./shop.ts";

const places: Record<string, { country: string; city: string; zip: string; province: string; provinceCode: string }> = {
  NL: { country: "Netherlands", city: "Utrecht", zip: "3511 LN", province: "Utrecht", provinceCode: "UT" },
  BE: { country: "Belgium", city: "Antwerpen", zip: "2000", province: "Antwerpen", provinceCode: "VAN" },
  DE: { country: "Germany", city: "Köln", zip: "50667", province: "Nordrhein-Westfalen", provinceCode: "NW" },
  FR: { country: "France", city: "Lyon", zip: "69002", province: "Rhône", provinceCode: "69" },
  GB: { country: "United Kingdom", city: "Leeds", zip: "LS1 4DY", province: "England", provinceCode: "ENG" },
};

/** A customer's address, made up but complete; only the country is the buyer's own. */
export interface Address {
  first_name: string;
  last_name: string;
  name: string;
  company: null;
  address1: string;
  address2: null;
  city: string;
  zip: string;
  province: string;
  province_code: string;
  country: string;
  country_code: string;
  phone: string;
  latitude: null;
  longitude: null;
}

/** Where an order goes. */
export function addressOf(order: Order): Address {
  const place = places[order.country] ?? {
    country: order.country,
    city: "Centre",
    zip: "10000",
    province: "Centre",
    provinceCode: "C",
  };
  return {
    first_name: "Sam",
    last_name: `Koper ${order.number}`,
    name: `Sam Koper ${order.number}`,
    company: null,
    address1: `Voorraadstraat ${order.number % 200}`,
    address2: null,
    city: place.city,
    zip: place.zip,
    province: place.province,
    province_code: place.provinceCode,
    country: place.country,
    country_code: order.country,
    phone: "+31600000000",
    latitude: null,
    longitude: null,
  };
}
