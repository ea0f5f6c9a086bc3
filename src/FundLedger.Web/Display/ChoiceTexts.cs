using FundLedger.UseCases.Funds.Reads;

namespace FundLedger.Web.Display;

/// <summary>
/// How choices read in a form: the name in the person's language, then the code; of ledger accounts the code first, because
/// that is what accountants type to find one.
/// </summary>
internal static class ChoiceTexts
{
    extension(FundChoice fund)
    {
        public string Text => $"{Wording.Name(fund.NameZh, fund.NameEn)} ({fund.Code})";
    }

    extension(AccountChoice account)
    {
        public string Text => $"{account.Code} {Wording.Name(account.NameZh, account.NameEn)}";
    }
}
