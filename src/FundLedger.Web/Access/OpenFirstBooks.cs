using FundLedger.Data.Access;
using FundLedger.Data.Writing;
using FundLedger.Domain;
using FundLedger.UseCases;
using FundLedger.UseCases.Accounts;
using FundLedger.UseCases.People;
using FundLedger.Web.Books;
using Microsoft.AspNetCore.Identity;

namespace FundLedger.Web.Access;

/// <summary>
/// Opens the first books of a database with an administrator who has a password at once. From then on the process serves them. Where
/// it is ended in the middle, <c>account create</c> with the same names gives the administrator a link.
/// </summary>
internal sealed class OpenFirstBooks(
    AccountSetup setup, ProcessBooks books, UserManager<SignIn> signIns, CreateSignIn createSignIn, IServiceProvider services)
{
    /// <summary>
    /// The administrator's sign-in. Refused: the password rules, SignInNameTaken, BooksOpenAlready, and what
    /// <see cref="AccountSetup.Open"/> refuses; then nothing has been opened.
    /// </summary>
    public async Task<Result<SignIn>> Run(AccountOpening opening, string password, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(opening);
        if (await CheckSignIn(opening.Administrator, password) is { } unusable) return unusable;
        var opened = await setup.Open(opening with { OnlyTheFirst = true }, stop);
        if (opened.IsRefused) return opened.Refusal;
        books.Open(new ServedAccount(opened.Value.Id, opening.Code, opening.NameZh, opening.NameEn, opening.Currency));
        var created = await createSignIn.Run(opening.Administrator, opened.Value.AdministratorId, password);
        if (created.IsRefused) return created.Refusal;
        // Made only now: it needs the books.
        var accepted = await services.GetRequiredService<AcceptInvitation>().Run(
            RequestKeys.New(),
            AcceptInvitation.Invited(opened.Value.AdministratorId, opening.AdministratorName, opening.Administrator), stop);
        return accepted.IsRefused ? accepted.Refusal : created;
    }

    private async Task<Refusal?> CheckSignIn(string name, string password)
    {
        if (await signIns.FindByNameAsync(name) is not null) return AccessRefusals.SignInNameTaken();
        foreach (var rule in signIns.PasswordValidators)
        {
            var checkedBy = await rule.ValidateAsync(signIns, new SignIn { UserName = name }, password);
            if (!checkedBy.Succeeded) return AccessRefusals.Of(checkedBy.Errors.First());
        }

        return null;
    }
}
