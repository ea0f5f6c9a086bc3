using System.Globalization;
using FundLedger.Domain;
using FundLedger.UseCases.Access;
using FundLedger.UseCases.Accounts;
using FundLedger.Web.Access;
using FundLedger.Web.Display;
using FundLedger.Web.Texts;
using Microsoft.Extensions.Localization;

namespace FundLedger.Web.Mail;

/// <summary>What became of a new link: mailed to the person, or for whoever made it to hand over.</summary>
/// <param name="SignInName">Whose it is.</param>
/// <param name="Address">Of the page it opens.</param>
/// <param name="SentTo">The e-mail address that got it; null: it was not mailed, and is to be shown.</param>
/// <param name="NotSent">Why it was not; null also where nothing is mailed from here, or the person has no address.</param>
internal sealed record DeliveredLink(string SignInName, string Address, string? SentTo, Refusal? NotSent);

/// <summary>
/// Mails a link to the person it is for, in both languages, for nobody knows yet which one they read. Asked after the write that made
/// the link has been committed: mail cannot be taken back.
/// </summary>
internal sealed class InvitationMail(MailSender mail, IStringLocalizer<Words> words, IServiceProvider services)
{
    /// <param name="host">At which the pages are served, for the link.</param>
    public async Task<DeliveredLink> Deliver(IssuedLink link, string host, CancellationToken stop)
    {
        var address = Invitations.Link(host, link.Token);
        if (!mail.Sends || link.Email is not { } email) return new DeliveredLink(link.SignInName, address, null, null);
        var account = services.GetRequiredService<ServedAccount>();
        var refusal = await mail.Send(Write(link, email, address, account), stop);
        return new DeliveredLink(link.SignInName, address, refusal is null ? email : null, refusal);
    }

    private Letter Write(IssuedLink link, string email, string address, ServedAccount account)
    {
        string Say(string language, string word, params object[] arguments) => In(language, () => words[word, arguments].Value);
        string Body(string language, string name) => Say(
            language, "MailInvitation", link.DisplayName, name, Invitations.Lifetime.Days, address, link.SignInName);
        var subject = Say(Languages.Chinese, "MailInvitationSubject", account.NameZh) + " / "
            + Say(Languages.English, "MailInvitationSubject", account.NameEn);
        return new Letter(
            email, link.DisplayName, subject,
            Body(Languages.Chinese, account.NameZh) + "\n\n--------\n\n" + Body(Languages.English, account.NameEn) + "\n");
    }

    /// <summary>Words of one language, whoever asks for them.</summary>
    private static string In(string language, Func<string> say)
    {
        var reader = CultureInfo.CurrentUICulture;
        try
        {
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
            return say();
        }
        finally
        {
            CultureInfo.CurrentUICulture = reader;
        }
    }
}
