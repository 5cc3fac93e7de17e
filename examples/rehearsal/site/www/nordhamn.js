// On every page: the banner, what a choice sets off, and panels that open.
(() => {
  const TEXTS = {
    sv: {
      label: 'Kakor',
      text: 'Vi använder kakor. Nödvändiga kakor behövs för att webbplatsen ska fungera. Övriga används bara om du godkänner dem.',
      accept: 'Godkänn alla kakor',
      reject: 'Avvisa alla kakor utom nödvändiga',
    },
    da: {
      label: 'Cookies',
      text: 'Vi bruger cookies. Nødvendige cookies skal til, for at webstedet virker. Andre bruges kun, hvis du accepterer dem.',
      accept: 'Accepter alle cookies',
      reject: 'Afvis alle cookies undtagen nødvendige',
    },
    en: {
      label: 'Cookies',
      text: 'We use cookies. The website needs necessary cookies to work. Others are used only if you accept them.',
      accept: 'Accept all cookies',
      reject: 'Reject all but necessary cookies',
    },
  };

  const load = (src) => {
    const script = document.createElement('script');
    script.src = src;
    document.head.append(script);
  };

  // The fault: statistics begin after any choice, a refusal included.
  const afterChoice = (choice) => {
    load('https://www.google-analytics.com/analytics.js');
    if (choice === 'alla') load('https://connect.facebook.net/sv_SE/fbevents.js');
  };

  const button = (id, text, choice, banner) => {
    const made = document.createElement('button');
    made.type = 'button';
    made.id = id;
    made.textContent = text;
    made.addEventListener('click', () => {
      document.cookie = `samtycke=${choice}; Path=/; Max-Age=15552000; Secure; SameSite=Lax`;
      banner.remove();
      afterChoice(choice);
    });
    return made;
  };

  const showBanner = () => {
    const text = TEXTS[document.documentElement.lang];
    const banner = document.createElement('div');
    banner.id = 'samtycke';
    banner.className = 'samtycke';
    banner.setAttribute('role', 'dialog');
    banner.setAttribute('aria-label', text.label);
    const paragraph = document.createElement('p');
    paragraph.textContent = text.text;
    banner.append(paragraph, button('avvisa', text.reject, 'nej', banner), ' ', button('godkann', text.accept, 'alla', banner));
    document.body.append(banner);
  };

  for (const opener of document.querySelectorAll('button.oppna')) {
    opener.addEventListener('click', () => {
      const open = document.getElementById(opener.getAttribute('aria-controls')).classList.toggle('oppen');
      opener.setAttribute('aria-expanded', String(open));
    });
  }

  const choice = document.cookie.match(/(?:^|; )samtycke=(nej|alla)/);
  if (choice) afterChoice(choice[1]);
  else showBanner();
})();
