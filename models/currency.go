package models

import (
	"slices"
	"strings"

	"golang.org/x/text/currency"

	"throughline/models/form"
)

// usualCurrency is what amounts are kept in until the settings say otherwise.
const usualCurrency = "EUR"

// currencies that a company can keep its amounts in.
var currencies = []string{"AED", "AUD", "BRL", "CAD", "CHF", "CLP", "CNY", "CZK", "DKK", "EGP", "EUR", "GBP", "HKD", "HUF", "IDR", "ILS", "INR", "ISK", "JPY", "KES", "KRW", "MXN",
	"MYR", "NGN", "NOK", "NZD", "PHP", "PLN", "RON", "SAR", "SEK", "SGD", "THB", "TRY", "TWD", "UAH", "USD", "VND", "ZAR"}

// CurrencyOptions are the currencies to choose from.
func CurrencyOptions() []form.Option {
	list := make([]form.Option, len(currencies))
	for i, code := range currencies {
		list[i] = form.Option{Value: code, Label: code}
	}
	return list
}

// MoneyDigits is how many decimals an amount in the company's currency has: 2 for EUR, 0 for JPY.
func (c *Company) MoneyDigits() int {
	unit, err := currency.ParseISO(c.money())
	if err != nil {
		return 2
	}
	scale, _ := currency.Standard.Rounding(unit)
	return scale
}

func (c *Company) money() string {
	if code := strings.ToUpper(c.Currency); slices.Contains(currencies, code) {
		return code
	}
	return usualCurrency
}

// Money says an amount in the smallest unit as people read it: "EUR 12,500". Decimals are shown where there are any.
func (c *Company) Money(loc form.Locale, amount int64) string {
	return c.money() + "\u00a0" + form.Decimals(loc, amount, c.MoneyDigits())
}

// noAmounts refuses another currency while amounts are kept in the one until now: they would say something else.
func (r *Read) noAmounts() error {
	var amounts, ceilings int64
	if err := r.DB().Model(&Allocation{}).Where("amount <> 0").Count(&amounts).Error; err != nil {
		return err
	}
	if err := r.DB().Model(&Team{}).Where("budget_ceiling IS NOT NULL").Count(&ceilings).Error; err != nil || amounts+ceilings == 0 {
		return err
	}
	return AgainstRuleAt("currency", "Amounts are recorded in the currency until now. It cannot change any more.")
}
