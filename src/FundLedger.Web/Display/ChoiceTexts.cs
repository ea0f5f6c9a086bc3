using FundLedger.UseCases.Funds.Reads;

namespace FundLedger.Web.Display;

/// <summary>How choices read in a form: code and name in the person's language.</summary>
internal static class ChoiceTexts
{
    extension(FundChoice fund)
    {
        public string Text => $"{fund.Code} {Wording.Name(fund.NameZh, fund.NameEn)}";
    }

    extension(AccountChoice account)
    {
        public string Text => $"{account.Code} {Wording.Name(account.NameZh, account.NameEn)}";
    }
}
