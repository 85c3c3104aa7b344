/**
 * What is usually prescribed together for a diagnosis in Mexican primary care, as one types it: offered, never prescribed by
 * itself. Our own choice, reviewed by no clinician: sin revisar. Doses are an adult’s; each line is checked like any other.
 */
export type OrderSet = { readonly key: string; readonly title: { readonly es: string; readonly en: string }; /** Beginnings of CIE-10 codes. */ readonly codes: readonly string[]; readonly lines: readonly string[] };

export const orderSets: readonly OrderSet[] = [
  { key: 'pharyngitis', title: { es: 'Faringoamigdalitis bacteriana', en: 'Bacterial pharyngitis' }, codes: ['J020', 'J030'], lines: ['amoxicilina 500 mg 1 cápsula vo c/8 h 10 días', 'paracetamol 500 mg 1 tableta vo c/8 h 3 días prn dolor o fiebre'] },
  { key: 'common-cold', title: { es: 'Resfriado común', en: 'Common cold' }, codes: ['J00', 'J069'], lines: ['paracetamol 500 mg 1 tableta vo c/8 h 3 días prn dolor o fiebre', 'loratadina 10 mg 1 tableta vo c/24 h 5 días'] },
  { key: 'cystitis', title: { es: 'Cistitis no complicada', en: 'Uncomplicated cystitis' }, codes: ['N300', 'N390'], lines: ['nitrofurantoina 100 mg 1 cápsula vo c/12 h 5 días'] },
  { key: 'gastroenteritis', title: { es: 'Gastroenteritis aguda', en: 'Acute gastroenteritis' }, codes: ['A09'], lines: ['vida suero oral 1 sobre vo c/6 h 3 días'] },
  { key: 'gastritis', title: { es: 'Gastritis o dispepsia', en: 'Gastritis or dyspepsia' }, codes: ['K29', 'K30'], lines: ['omeprazol 20 mg 1 cápsula vo c/24 h 28 días'] },
  { key: 'hypertension', title: { es: 'Hipertensión arterial', en: 'Hypertension' }, codes: ['I10'], lines: ['losartan 50 mg 1 tableta vo c/24 h 30 días'] },
  { key: 'diabetes-2', title: { es: 'Diabetes tipo 2', en: 'Type 2 diabetes' }, codes: ['E11'], lines: ['metformina 850 mg 1 tableta vo c/12 h 30 días'] },
  { key: 'dyslipidaemia', title: { es: 'Dislipidemia', en: 'Dyslipidaemia' }, codes: ['E78'], lines: ['atorvastatina 20 mg 1 tableta vo c/24 h 30 días'] },
  { key: 'hypothyroidism', title: { es: 'Hipotiroidismo', en: 'Hypothyroidism' }, codes: ['E03', 'E02'], lines: ['levotiroxina 100 mcg 1 tableta vo c/24 h 30 días'] },
  { key: 'low-back-pain', title: { es: 'Lumbalgia mecánica', en: 'Mechanical low back pain' }, codes: ['M545', 'M544'], lines: ['naproxeno 250 mg 1 tableta vo c/12 h 5 días', 'paracetamol 500 mg 1 tableta vo c/8 h 5 días prn dolor'] },
  { key: 'rhinitis', title: { es: 'Rinitis alérgica', en: 'Allergic rhinitis' }, codes: ['J30'], lines: ['loratadina 10 mg 1 tableta vo c/24 h 14 días'] },
  { key: 'vaginal-candidiasis', title: { es: 'Candidosis vaginal', en: 'Vaginal candidiasis' }, codes: ['B373'], lines: ['clotrimazol crema vaginal 1 aplicación noche 7 días'] },
  { key: 'pregnancy', title: { es: 'Control prenatal', en: 'Antenatal care' }, codes: ['Z34', 'Z35'], lines: ['acido folico 0.4 mg 1 tableta vo c/24 h 30 días', 'fumarato ferroso 200 mg 1 tableta vo c/24 h 30 días'] },
];
