using FundLedger.UseCases.Access;
using FundLedger.Web.Mail;

namespace FundLedger.Web.Pages.People;

internal static class LinkDelivery
{
    /// <summary>Mails a link that leads where this request came to, or gives it back to be shown once.</summary>
    public static Task<DeliveredLink> Deliver(this InvitationMail mail, HttpRequest request, IssuedLink link, CancellationToken stop) =>
        mail.Deliver(link, $"{request.Scheme}://{request.Host}", stop);
}
