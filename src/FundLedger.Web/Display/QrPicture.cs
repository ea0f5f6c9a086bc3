using System.Text;
using QRCoder;

namespace FundLedger.Web.Display;

/// <summary>A QR code as an image address: data in an img element, so that no inline style is needed.</summary>
internal static class QrPicture
{
    private const int PixelsPerModule = 4;

    public static string Of(string text)
    {
        using var code = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        using var picture = new SvgQRCode(code);
        return "data:image/svg+xml;base64," + Convert.ToBase64String(Encoding.UTF8.GetBytes(picture.GetGraphic(PixelsPerModule)));
    }
}
